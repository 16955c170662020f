import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStatementReader } from './read-apart.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A thread that does what it is told by the file's first letter. */
async function reader(): Promise<URL> {
  const path = join(folder, 'reader.mjs');
  await writeFile(
    path,
    `import { parentPort, workerData } from 'node:worker_threads';
    const first = String.fromCharCode(workerData[0]);
    if (first === 'd') process.exit(3);
    if (first === 't') throw new Error('broken');
    const begun = Date.now();
    await new Promise((done) => setTimeout(done, first === 's' ? 150 : 0));
    parentPort.postMessage(JSON.stringify({ ok: false, format: null, faults: [String(begun), String(Date.now())] }));`,
  );
  return pathToFileURL(path);
}
const large = (first: string) => Buffer.alloc(600_000, first);

describe('E13 reading a large bank file apart', () => {
  it('reads one after the other, and goes on after a thread that died', async () => {
    const read = createStatementReader(await reader());
    const [slow, dead, broken, next] = await Promise.allSettled(
      ['s', 'd', 't', 'n'].map(async (first) => read(large(first))),
    );
    const times = [slow, next].map((one) =>
      one?.status === 'fulfilled' && !one.value.ok ? one.value.faults.map(Number) : [],
    );
    expect(times[1]?.[0]).toBeGreaterThanOrEqual(times[0]?.[1] ?? Number.NaN);
    expect(dead).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('3') } });
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: 'broken' } });
  });

  it('reads a small file at once, and every file where there is no thread', async () => {
    const nothing = { ok: false, format: 'csv' };
    expect(createStatementReader(await reader())(Buffer.from('n'))).toMatchObject(nothing);
    expect(createStatementReader(null)(large('n'))).toMatchObject(nothing);
  });
});
