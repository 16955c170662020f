import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { freePort } from '../../../server/launch/free-port.ts';
import { type Bench, projectRoot } from '../support/bench.ts';
import { residentBytes } from '../support/child.ts';
import { type Figure, figure, percentile, skipped } from '../support/figure.ts';

const times = 3;

/** The second `npm start`, with the demonstration's data there, against the least that can answer. */
export async function* start(bench: Bench): AsyncGenerator<Figure> {
  const env = {
    ...process.env,
    DATA_DIR: bench.folder(),
    PORT: String(await freePort()),
    PARTNER_PORT: String(await freePort()),
    SANDBOX_PORT: String(await freePort()),
  };
  const launch = () => timed(bench, 'npm', ['start'], 'is ready', env);
  await (await launch()).stop();
  const [ours, bare]: [number[], number[]] = [[], []];
  let resident = Number.NaN;
  for (let round = 0; round < times; round += 1) {
    const reference = await timed(
      bench,
      process.execPath,
      [new URL('../processes/bare-http.mjs', import.meta.url).pathname],
      'ready',
      process.env,
    );
    bare.push(reference.ms);
    await reference.stop();
    const running = await launch();
    ours.push(running.ms);
    if (round === times - 1) {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      resident = residentBytes(serverBelow(running.process.pid ?? 0));
    }
    await running.stop();
  }
  yield figure({
    name: 'second npm start, ready',
    value: percentile(ours, 0.5),
    unit: 'ms',
    reference: percentile(bare, 0.5),
    goal: { of: 'value', atMost: 3_000 },
    note: 'database, server, sandbox and partner page with their data; reference: bare node:http',
  });
  if (Number.isNaN(resident))
    yield skipped('server process at rest', 'MB', 'this system does not tell resident memory');
  else
    yield figure({
      name: 'server process at rest',
      value: resident / 1_048_576,
      unit: 'MB',
      goal: { of: 'value', atMost: 150 },
    });
}

type Timed = { ms: number; process: ChildProcess; stop: () => Promise<void> };

async function timed(
  bench: Bench,
  command: string,
  args: string[],
  words: string,
  env: NodeJS.ProcessEnv,
): Promise<Timed> {
  const began = performance.now();
  const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  bench.onClose(stop);
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (said.includes(words)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then(() => reject(new Error(`${command} ended before it was ready: ${said}`)));
  });
  return { ms: performance.now() - began, process: child, stop };
}

/** The server's process among those that the launcher started. */
function serverBelow(ancestor: number): number {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid ? [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }] : [];
    });
  const below = new Set([ancestor]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { pid, parent } of table) if (below.has(parent)) below.add(pid);
  }
  const server = /dist\/server\/server\/main\.js$/;
  return table.find(({ pid, command }) => below.has(pid) && server.test(command))?.pid ?? 0;
}
