import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test/support/test-server.ts';
import { makeClient, type TestClient } from '../../test/support/two-clients.ts';
import { createDb, type Db } from '../db/db.ts';
import { publish } from '../db/publish.ts';
import { houseScope } from '../db/scope.ts';

let server: TestServer;
let db: Db;
let alpha: TestClient;
let beta: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  db = createDb({ url: server.database.appUrl, max: 16 });
  alpha = await makeClient(server.superuser, 'alpha');
  beta = await makeClient(server.superuser, 'beta');
});
afterAll(async () => {
  await db.close();
  await server.close();
});

type Frame = { id: number; event: string; data: { subject?: { id: string } } };
type Reader = { frames: Frame[]; status: number; ended: Promise<void>; close(): void };

async function listen(headers: Record<string, string>, lastEventId?: number): Promise<Reader> {
  const stop = new AbortController();
  const response = await fetch(`${server.origin}/v1/events`, {
    headers: { ...headers, ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }) },
    signal: stop.signal,
  });
  const frames: Frame[] = [];
  const ended = (async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = `${rest}${chunk}`.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const fields = new Map(
          part
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        if (fields.has('event'))
          frames.push({
            id: Number(fields.get('id')),
            event: fields.get('event') ?? '',
            data: JSON.parse(fields.get('data') ?? '{}'),
          });
      }
    }
  })().catch(() => {});
  return { frames, status: response.status, ended, close: () => stop.abort() };
}

const tell = (client: TestClient, more: { capability?: string; siteIds?: string[] } = {}) => {
  const scope = houseScope('tester', '0'.repeat(32), client.clientId);
  const subjectId = randomUUID();
  return db
    .write(scope, (tx) =>
      publish(tx, scope, {
        topic: 'invoice.changed',
        subjectType: 'invoice',
        subjectId,
        capability: more.capability ?? 'invoices:read',
        siteIds: more.siteIds ?? [],
      }),
    )
    .then(() => subjectId);
};

const until = async (check: () => boolean, ms = 15_000) => {
  const end = Date.now() + ms;
  while (!check() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('X1 events', () => {
  it('X1 brings every event of 16 writers at once, in number order, without gap or double', async () => {
    const reader = await listen(await server.signIn(alpha.emailOf('finance')));
    await until(() => reader.frames.length === 1);
    const told = (
      await Promise.all(
        Array.from({ length: 16 }, async () => Promise.all(Array.from({ length: 25 }, () => tell(alpha)))),
      )
    ).flat();
    await until(() => reader.frames.length === told.length + 1);
    const events = reader.frames.slice(1);
    expect(new Set(events.map((frame) => frame.data.subject?.id))).toEqual(new Set(told));
    const first = events[0]?.id ?? 0;
    expect(events.map((frame) => frame.id)).toEqual(events.map((_, n) => first + n));
    reader.close();
  });

  it('X1 resumes after the last event that the reader has, and says reset when that is unknown', async () => {
    const headers = await server.signIn(alpha.emailOf('finance'));
    const before = await listen(headers);
    await until(() => before.frames.length === 1);
    before.close();
    const missed = [await tell(alpha), await tell(alpha), await tell(alpha)];
    const resumed = await listen(headers, before.frames[0]?.id);
    const live = await tell(alpha);
    await until(() => resumed.frames.length === 4);
    expect(resumed.frames.map((frame) => frame.data.subject?.id)).toEqual([...missed, live]);
    resumed.close();
    const lost = await listen(headers, 999_999_999);
    await until(() => lost.frames.length === 1);
    expect(lost.frames[0]?.event).toBe('reset');
    lost.close();
  });

  it('S26 S40 tells nobody of another client, of other sites or of what their role may not read', async () => {
    const readers = {
      beta: await listen(await server.signIn(beta.emailOf('finance'))),
      quality: await listen(await server.signIn(alpha.emailOf('quality'))),
      finance: await listen(await server.signIn(alpha.emailOf('finance'))),
    };
    await until(() => Object.values(readers).every((reader) => reader.frames.length === 1));
    await tell(alpha, { siteIds: alpha.siteIds.slice(1, 2) });
    await until(() => readers.finance.frames.length === 2);
    await tell(beta);
    await until(() => readers.beta.frames.length === 2);
    expect([
      readers.finance.frames.length,
      readers.quality.frames.length,
      readers.beta.frames.length,
    ]).toEqual([2, 1, 2]);
    for (const reader of Object.values(readers)) reader.close();
  });

  it('S26 refuses a stream to who is not signed in', async () => {
    expect((await server.call('/v1/events')).status).toBe(401);
    expect(
      (await server.call('/v1/events', { headers: { authorization: `Bearer fet_${'x'.repeat(43)}` } }))
        .status,
    ).toBe(401);
  });

  it('S5 ends the stream within seconds of signing out', { timeout: 20_000 }, async () => {
    const headers = await server.signIn(alpha.emailOf('viewer'));
    const reader = await listen(headers);
    await server.call('/v1/session', { method: 'DELETE', headers });
    const ended = await Promise.race([
      reader.ended.then(() => true),
      new Promise((resolve) => setTimeout(() => resolve(false), 7_000)),
    ]);
    expect(ended).toBe(true);
  });

  it('F18 loses nothing when the listening connection is cut', async () => {
    const reader = await listen(await server.signIn(alpha.emailOf('finance')));
    await until(() => reader.frames.length === 1);
    const told: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      if (n % 5 === 2)
        await server.superuser`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
      told.push(await tell(alpha));
    }
    await until(() => reader.frames.length === 21);
    expect(reader.frames.slice(1).map((frame) => frame.data.subject?.id)).toEqual(told);
    reader.close();
  });
});
