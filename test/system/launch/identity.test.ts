import { chownSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../../server/launch/postgres/embedded-postgres.ts';
import * as identity from '../../../server/launch/postgres/identity.ts';
import { systemFolder } from '../../../server/launch/postgres/placement.ts';
import { freePorts } from '../../support/free-ports.ts';
import { Launcher, temporaryFolder } from '../../support/launcher.ts';

const isRoot = process.getuid?.() === 0;
const hasNamespaces = isRoot && identity.canRun({ kind: 'namespace', uid: 65534 }, process.execPath);
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

/** Starts twice on the same folder and tells how many rows the second start finds. */
async function startTwice(dataDir: string, probes?: typeof identity): Promise<number> {
  let rows = 0;
  for (let start = 0; start < 2; start += 1) {
    const database = await startEmbeddedPostgres({ dataDir, durable: false, probes });
    const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await sql`create table if not exists kept (id int)`;
      await sql`insert into kept values (1)`;
      rows = (await sql`select 1 from kept`).length;
    } finally {
      await sql.end();
      await database.stop();
    }
  }
  return rows;
}

describe.skipIf(!isRoot)('the embedded database under root (skipped for other users)', () => {
  test('runs as an unprivileged user, who alone may read the data', async () => {
    expect(await startTwice(folder.path)).toBe(2);
    const cluster = statSync(join(folder.path, 'postgres', 'cluster'));
    expect(cluster.uid).not.toBe(0);
    expect(cluster.mode & 0o777).toBe(0o700);
    const settings = statSync(join(folder.path, 'postgres', 'settings.json'));
    expect(settings.mode & 0o777).toBe(0o600);
  });

  test.skipIf(!hasNamespaces)(
    'runs below a folder that only root may enter (skipped without user namespaces)',
    async () => {
      const closed = join(folder.path, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      expect(await startTwice(join(closed, 'data'))).toBe(2);
      expect(existsSync(join(closed, 'data', 'postgres', 'cluster', 'PG_VERSION'))).toBe(true);
    },
  );

  test('moves to a system folder where neither will do, and starts afresh when the data folder is removed', async () => {
    const closed = join(folder.path, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const away = systemFolder(join(closed, 'data', 'postgres'));
    const probes = {
      ...identity,
      canRun: (who: identity.Identity, program: string) =>
        who.kind !== 'namespace' && identity.canRun(who, program),
    };
    try {
      expect(await startTwice(join(closed, 'data'), probes)).toBe(2);
      expect(statSync(join(away, 'cluster')).uid).not.toBe(0);
      rmSync(join(closed, 'data'), { recursive: true });
      expect(await startTwice(join(closed, 'data'), probes)).toBe(2);
    } finally {
      rmSync(away, { recursive: true, force: true });
    }
  });

  test('serves an ordinary user', async () => {
    const user = identity.unprivilegedUser();
    if (!user) throw new Error('this system has no ordinary user');
    chownSync(folder.path, user.uid, user.gid);
    const { uid, gid } = user;
    const port = await freePorts(2);
    const launcher = new Launcher({ dataDir: folder.path, port, sandboxPort: port + 1, uid, gid });
    await launcher.ready();
    expect(statSync(join(folder.path, 'postgres', 'cluster')).uid).toBe(uid);
    expect(await launcher.stop()).toBe(0);
    expect(launcher.errors).toBe('');
  });
});
