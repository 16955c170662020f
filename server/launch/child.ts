import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from './launch-error.ts';

export type ChildOptions = {
  /** What the person at the terminal knows it as. */
  name: string;
  /** The program's file, run by this Node. */
  entry: string;
  /** Node's own options, before the entry. */
  nodeOptions: string[];
  env: NodeJS.ProcessEnv;
  /** Where its output goes; undefined means to this process's own output. */
  logFile: string | undefined;
};

/** Asked of the child until it answers; `undefined` accepts a mere connection. */
export type Readiness = { port: number; path: string | undefined };

/** How long a process may take to end by itself when asked to. */
const GRACE_MS = 10_000;

/**
 * One of the processes the launcher runs. It leads its own process group, so that Ctrl-C reaches the launcher alone,
 * which then stops its children in order; the IPC channel tells the child when the launcher itself is gone.
 */
export class Child {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #logFile: string | undefined;
  readonly #logStart: number;
  readonly ended: Promise<void>;
  #hasEnded = false;

  constructor({ name, entry, nodeOptions, env, logFile }: ChildOptions) {
    this.name = name;
    this.#logFile = logFile;
    const log = logFile === undefined ? 'inherit' : openLog(logFile);
    this.#logStart = logFile === undefined ? 0 : statSync(logFile).size;
    this.#process = spawn(process.execPath, [...nodeOptions, entry], {
      env,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    if (typeof log === 'number') closeSync(log);
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.#hasEnded = true;
        resolve();
      };
      this.#process.once('exit', end);
      this.#process.once('error', end);
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Waits until it answers. @throws LaunchError with its last words when it ends instead. */
  async ready({ port, path }: Readiness, timeoutMs = 60_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!this.#hasEnded) {
      if (await (path === undefined ? accepts(port) : answers(port, path))) return;
      if (Date.now() > deadline)
        throw new LaunchError(`${this.name} did not become ready in ${timeoutMs / 1000} s.${this.#hint()}`);
      await Promise.race([sleep(20), this.ended]);
    }
    throw new LaunchError(this.lastWords());
  }

  /** Why it ended, in its own words where it left any. */
  lastWords(): string {
    const text =
      this.#logFile && existsSync(this.#logFile)
        ? readFileSync(this.#logFile, 'utf8').slice(this.#logStart)
        : '';
    const lines = text
      .split('\n')
      .filter((line) => line.trim() && !line.startsWith('{') && !/^\s+at |^Node\.js v/.test(line));
    const reason = lines.at(-1)?.trim().slice(0, 400);
    return reason ? `${this.name} ended: ${reason}` : `${this.name} ended unexpectedly.${this.#hint()}`;
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    this.#process.kill('SIGTERM');
    await Promise.race([this.ended, sleep(GRACE_MS, undefined, { ref: false })]);
    this.kill();
    await this.ended;
  }

  kill(): void {
    if (!this.#hasEnded) this.#process.kill('SIGKILL');
  }

  #hint(): string {
    return this.#logFile ? ` Its log is ${this.#logFile}.` : '';
  }
}

function openLog(path: string): number {
  const isLarge = existsSync(path) && statSync(path).size > 5_000_000;
  return openSync(path, isLarge ? 'w' : 'a', 0o600);
}

async function answers(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://localhost:${port}${path}`, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
