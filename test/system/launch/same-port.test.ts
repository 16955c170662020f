import { cpSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../../server/launch/postgres/embedded-postgres.ts';
import { temporaryFolder } from '../../support/launcher.ts';

test('copies of one data folder that start at once each find a port of their own', async () => {
  const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const [original, ...copies] = folders.map(({ path }) => path);
  const first = await startEmbeddedPostgres({ dataDir: original ?? '', durable: false });
  await first.stop();
  for (const copy of copies) cpSync(original ?? '', copy, { recursive: true });
  const started = await Promise.all(
    // A little apart: the first has looked at the port, and its server does not hold it yet.
    folders.map(async ({ path }, place) => {
      await wait(place * 15);
      return startEmbeddedPostgres({ dataDir: path, durable: false });
    }),
  );
  expect(new Set(started.map(({ superuserUrl }) => new URL(superuserUrl).port)).size).toBe(3);
  for (const server of started) await server.stop();
  for (const folder of folders) folder.remove();
});
