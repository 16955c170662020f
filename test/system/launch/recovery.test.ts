import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isPortFree } from '../../../server/launch/free-port.ts';
import { freePorts } from '../../support/free-ports.ts';
import { Launcher, temporaryFolder } from '../../support/launcher.ts';

const port = await freePorts(2);
const ports = { port, sandboxPort: port + 1 };
let folder: ReturnType<typeof temporaryFolder>;
const running: Launcher[] = [];

function start(): Launcher {
  const launcher = new Launcher({ dataDir: folder.path, ...ports });
  running.push(launcher);
  return launcher;
}

/** Acknowledged rows so far, after adding one more. */
async function addRow(launcher: Launcher): Promise<number> {
  const sql = postgres(launcher.ownerUrl(), { max: 1, onnotice: () => {} });
  try {
    await sql`create table if not exists acknowledged (at timestamptz default clock_timestamp())`;
    await sql`insert into acknowledged default values`;
    return (await sql`select 1 from acknowledged`).length;
  } finally {
    await sql.end();
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited 60 s in vain');
    await sleep(50);
  }
}

/** The programs notice by themselves that their launcher is gone. */
async function untilPortsAreFree(): Promise<void> {
  await until(async () => (await isPortFree(ports.port)) && (await isPortFree(ports.sandboxPort)));
}

beforeAll(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  for (const launcher of running.splice(0)) await launcher.stop();
});

afterAll(() => folder.remove());

describe('after a SIGKILL of the launcher', () => {
  test('its programs end by themselves, and the next start takes over from the orphaned database', async () => {
    const first = await start().ready();
    const rows = await addRow(first);
    const orphan = first.postmasterPid;
    await first.killHard();
    await untilPortsAreFree();
    expect(first.postmasterPid).toBe(orphan);

    const second = await start().ready();
    expect(second.postmasterPid).not.toBe(orphan);
    expect(await addRow(second)).toBe(rows + 1);
  });

  test('the next start recovers when the database was killed too', async () => {
    const first = await start().ready();
    const rows = await addRow(first);
    const postmaster = first.postmasterPid;
    await first.killHard();
    process.kill(postmaster, 'SIGKILL');
    await untilPortsAreFree();
    expect(existsSync(join(first.cluster, 'postmaster.pid'))).toBe(true);

    expect(await addRow(await start().ready())).toBe(rows + 1);
  });

  test.each(['now of another program', 'empty'])(
    'a lock that is %s does not refuse the next start',
    async (kind) => {
      const first = await start().ready();
      const rows = await addRow(first);
      const lock = readFileSync(join(first.cluster, 'postmaster.pid'), 'utf8');
      await first.stop();
      // The same user as the database, or else PostgreSQL itself sees through it.
      const other = spawn('sleep', ['60'], { stdio: 'ignore' });
      try {
        writeFileSync(
          join(first.cluster, 'postmaster.pid'),
          kind === 'empty' ? '' : lock.replace(/^\d+/, String(other.pid)),
        );
        expect(await addRow(await start().ready())).toBe(rows + 1);
        expect(other.exitCode).toBeNull();
      } finally {
        other.kill();
      }
    },
  );

  test('when one program ends unexpectedly, everything stops and says which', async () => {
    const launcher = await start().ready();
    process.kill(launcher.postmasterPid, 'SIGKILL');
    expect(await launcher.ended).toBe(1);
    expect(launcher.errors).toMatch(/^The database ended unexpectedly\..*\n$/);
    await untilPortsAreFree();
  });
});
