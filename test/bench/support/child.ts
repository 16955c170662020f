import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serverOptions } from '../../../server/launch/programs.ts';

/** A process beside this one that answers questions: load, server and reference never share an event loop. */
export class Child<Ready = unknown> {
  readonly #process: ChildProcess;
  readonly ready: Ready;

  private constructor(process: ChildProcess, ready: Ready) {
    this.#process = process;
    this.ready = ready;
  }

  /** @param name a file of `test/bench/processes` */
  static start<Ready>(name: string, env: Record<string, string> = {}): Promise<Child<Ready>> {
    const file = fileURLToPath(new URL(`../processes/${name}.mjs`, import.meta.url));
    const child = fork(file, [], {
      // Not this process's own loader of TypeScript: nothing stands between Node and what is measured.
      execArgv: ['--expose-gc', ...serverOptions],
      env: { ...withoutSettings(process.env), ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
      child.once('message', (ready: Ready) => resolve(new Child(child, ready)));
    });
  }

  ask<Answer>(question: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`a measured process ended with ${code}`));
      this.#process.once('exit', gone);
      this.#process.once('message', (answer: Answer) => {
        this.#process.off('exit', gone);
        resolve(answer);
      });
      this.#process.send(question);
    });
  }

  residentBytes(): number {
    return residentBytes(this.#process.pid ?? 0);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }
}

/** Resident memory as Linux counts it; NaN elsewhere. */
export function residentBytes(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
}

/** What somebody has set to run the product must not change what is measured. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings =
    /^(NODE_ENV|NODE_OPTIONS|PORT|\w+_PORT|DATA_DIR|DATABASE_URL|DEMO\w*|LOG_LEVEL|STRIPE_\w+|SMTP_URL)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.test(name)));
}
