import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isPortFree } from '../../../server/launch/free-port.ts';
import { freePorts } from '../../support/free-ports.ts';
import { Launcher, temporaryFolder } from '../../support/launcher.ts';

const port = await freePorts(4);
const ports = { port, sandboxPort: port + 1 };
const otherPorts = { port: port + 2, sandboxPort: port + 3 };
const [origin, otherOrigin] = [`http://localhost:${ports.port}`, `http://localhost:${otherPorts.port}`];
let folder: ReturnType<typeof temporaryFolder>;
const running: Launcher[] = [];

function start(options: Partial<ConstructorParameters<typeof Launcher>[0]> = {}): Launcher {
  const launcher = new Launcher({ dataDir: folder.path, ...ports, ...options });
  running.push(launcher);
  return launcher;
}

/** Rows of a table of the test's own, made by the first call: what a restart must keep. */
async function remember(launcher: Launcher): Promise<number> {
  const sql = postgres(launcher.ownerUrl(), { max: 1, onnotice: () => {} });
  try {
    await sql`create table if not exists kept (id int)`;
    await sql`insert into kept values (1)`;
    return (await sql`select 1 from kept`).length;
  } finally {
    await sql.end();
  }
}

beforeAll(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  for (const launcher of running.splice(0)) await launcher.stop();
});

afterAll(() => folder.remove());

describe('npm start', () => {
  test('serves; a stop leaves no process, no message and free ports; a restart keeps the data', async () => {
    const first = await start().ready();
    expect(first.output).toContain(origin);
    expect(await (await fetch(`${origin}/readyz`)).text()).toBe('ok');
    expect(await remember(first)).toBe(1);
    expect(await first.stop()).toBe(0);
    expect(first.databasePids()).toEqual([]);
    expect(await isPortFree(ports.port)).toBe(true);
    expect(await isPortFree(ports.sandboxPort)).toBe(true);
    expect(first.errors).toBe('');

    const second = await start().ready();
    expect(await remember(second)).toBe(2);
  });

  test('a second start on the same data is refused in one sentence and disturbs nothing', async () => {
    const first = await start().ready();
    const second = start(otherPorts);
    expect(await second.ended).toBe(1);
    expect(second.errors).toMatch(/^Foyer already runs on \S+ \(process \d+\);.*\n$/);
    expect((await fetch(`${origin}/readyz`)).ok).toBe(true);
    expect(first.process.exitCode).toBeNull();
  });

  test('two copies with their own data and ports run side by side', async () => {
    const other = temporaryFolder();
    try {
      const first = await start().ready();
      const second = await start({ dataDir: other.path, ...otherPorts }).ready();
      expect(first.postmasterPid).not.toBe(second.postmasterPid);
      expect((await fetch(`${otherOrigin}/readyz`)).ok).toBe(true);
      await second.stop();
      expect((await fetch(`${origin}/readyz`)).ok).toBe(true);
    } finally {
      other.remove();
    }
  });

  test('asked to stop while it starts, it leaves nothing behind', async () => {
    const launcher = start();
    // Its database is there, its programs are not.
    await expect
      .poll(() => launcher.databasePids().length, { timeout: 30_000, interval: 20 })
      .toBeGreaterThan(0);
    expect(await launcher.stop()).toBe(0);
    expect(launcher.databasePids()).toEqual([]);
    expect(launcher.errors).toBe('');
  });
});
