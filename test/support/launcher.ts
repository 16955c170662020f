import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processesWorkingIn } from '../../server/launch/process-table.ts';

const STAND_IN = fileURLToPath(new URL('./stand-ins/launcher.ts', import.meta.url));

export type Ports = { port: number; sandboxPort: number };

export type StartOptions = Ports & {
  dataDir: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** Node's arguments; by default the launcher with stand-ins for the programs it starts. */
  command?: string[];
};

/** The launcher as it was built, with the real programs. */
export const builtLauncher = fileURLToPath(
  new URL('../../dist/server/server/launch/main.js', import.meta.url),
);

/** A launcher on a real database. */
export class Launcher {
  readonly process: ChildProcess;
  readonly dataDir: string;
  output = '';
  errors = '';
  readonly ended: Promise<number | null>;

  constructor({ dataDir, port, sandboxPort, env, uid, gid, command }: StartOptions) {
    this.dataDir = dataDir;
    const { DATABASE_URL: _none, npm_lifecycle_event: _npm, ...inherited } = process.env;
    this.process = spawn(process.execPath, command ?? ['--import', 'tsx', STAND_IN], {
      uid,
      gid,
      env: {
        ...inherited,
        NODE_ENV: 'test',
        DEMO: 'off',
        DATA_DIR: dataDir,
        PORT: String(port),
        SANDBOX_PORT: String(sandboxPort),
        PARTNER_PORT: '4559',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.process.stderr?.on('data', (chunk) => {
      this.errors += chunk;
    });
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
  }

  /** Resolves when it says that it is ready; fails with what it said when it ended instead. */
  ready(): Promise<this> {
    return this.says('is ready');
  }

  async says(words: string): Promise<this> {
    const ended = this.ended.then((code) => {
      throw new Error(`ended with ${code}: ${this.errors}${this.output}`);
    });
    const said = new Promise<void>((resolve) => {
      if (this.output.includes(words)) resolve();
      this.process.stdout?.on('data', () => this.output.includes(words) && resolve());
    });
    await Promise.race([said, ended]);
    return this;
  }

  async stop(): Promise<number | null> {
    this.process.kill('SIGTERM');
    return this.ended;
  }

  async killHard(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  get cluster(): string {
    return join(this.dataDir, 'postgres', 'cluster');
  }

  databasePids(): number[] {
    return processesWorkingIn(this.cluster);
  }

  get postmasterPid(): number {
    return Number.parseInt(readFileSync(join(this.cluster, 'postmaster.pid'), 'utf8'), 10);
  }

  ownerUrl(): string {
    const { port, ownerPassword } = JSON.parse(
      readFileSync(join(this.dataDir, 'postgres', 'settings.json'), 'utf8'),
    ) as { port: number; ownerPassword: string };
    return `postgres://foyer_owner:${ownerPassword}@127.0.0.1:${port}/foyer`;
  }
}

export function temporaryFolder(mode = 0o711): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'foyer-launch-'));
  chmodSync(path, mode);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
