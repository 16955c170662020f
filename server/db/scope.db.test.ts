import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createDb, type Db } from './db.ts';
import type { Scope } from './scope.ts';

const clients = Array.from({ length: 50 }, () => randomUUID());
let database: TestDatabase;
let superuser: Sql;
let db: Db;

const scopeOf = (clientId: string, more: Partial<Scope> = {}): Scope => ({
  clientId,
  actor: { kind: 'user', id: randomUUID(), name: 'somebody' },
  capabilities: ['invoices:read'],
  siteIds: 'all',
  validUntil: null,
  house: false,
  traceId: '0'.repeat(32),
  ...more,
});

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = postgres(database.superuserUrl, { max: 1 });
  db = createDb({ url: database.appUrl, max: 2 });
  for (const clientId of clients) {
    await superuser`insert into client (client_id, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, postal_address, source, external_id, source_updated_at)
      values (${clientId}, ${clientId}, ${clientId}, '51824753556', true, 14, false, '{x}', 's', ${clientId}, now())`;
  }
});
afterAll(async () => {
  await db.close();
  await superuser.end();
  await database.drop();
});

describe('scope', () => {
  it('S42 shows no tenant row to a statement that nobody asks', async () => {
    expect(await db.lookUp((tx) => tx`select client_id from client`)).toEqual([]);
    expect(await db.lookUp((tx) => tx`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  it('S42 never leaks from one transaction to the next over a pool of two', {
    timeout: 300_000,
  }, async () => {
    const rounds = 10_000;
    let foreign = 0;
    let dirty = 0;
    const one = async (n: number) => {
      const clientId = clients[n % clients.length] ?? '';
      const kind = n % 5;
      const work = db.write(scopeOf(clientId), async (tx) => {
        const rows = await tx<{ client_id: string }[]>`select client_id from client`;
        if (rows.length !== 1 || rows[0]?.client_id !== clientId) foreign += 1;
        if (kind === 1) throw new Error('thrown');
        if (kind === 2) await tx`select 1 / 0`;
        if (kind === 3) await tx`select set_config('app.client_id', ${randomUUID()}, true)`;
      });
      await work.catch(() => {});
      if (n % 3 === 0) {
        const rows = await db
          .readOne(
            scopeOf(clientId),
            (tx) => tx<{ client_id: string }[]>`select client_id, 1 / ${n % 2} from client`,
          )
          .catch(() => null);
        if (rows && (rows.length !== 1 || rows[0]?.client_id !== clientId)) foreign += 1;
      }
      if (n % 7 === 0) {
        const bare = await db.read(
          { ...scopeOf(clientId), clientId: null },
          (tx) => tx`select 1 from client`,
        );
        if (bare.length > 0) dirty += 1;
      }
    };
    for (let start = 0; start < rounds; start += 20)
      await Promise.all(Array.from({ length: 20 }, (_, n) => one(start + n)));
    expect({ foreign, dirty }).toEqual({ foreign: 0, dirty: 0 });
  });

  it('S43 shows nothing after the access window has closed', async () => {
    const [clientId = ''] = clients;
    const open = await db.read(
      scopeOf(clientId, { validUntil: new Date(Date.now() + 60_000) }),
      (tx) => tx`select 1 from client`,
    );
    const closed = await db.read(
      scopeOf(clientId, { validUntil: new Date(Date.now() - 1_000) }),
      (tx) => tx`select 1 from client`,
    );
    expect([open.length, closed.length]).toEqual([1, 0]);
  });

  it('S41 refuses to write a row of another client', async () => {
    const [mine = '', other = ''] = clients;
    const work = db.write(
      scopeOf(mine),
      (tx) => tx`
      insert into site (client_id, id, code, name, street_address, suburb, state, postcode, time_zone, source, external_id, source_updated_at)
      values (${other}, ${randomUUID()}, 'X', 'X', '', '', 'NSW', '2000', 'Australia/Sydney', 's', 'x', now())`,
    );
    await expect(work).rejects.toThrow(/row-level security/);
  });

  it('S41 S42 writes with one statement in its scope, and leaves none behind', async () => {
    const house: Scope = { ...scopeOf(''), clientId: null, house: true };
    const keep = (scope: Scope, eventId: string) =>
      db.writeOne(
        scope,
        (tx, entered) => tx`
        insert into inbox (vendor, event_id, event_type, payload) select 'stripe', ${eventId}, 't', '{}'::jsonb from ${entered}
        on conflict do nothing returning event_id`,
      );
    expect(await keep(house, 'evt_one')).toEqual([{ event_id: 'evt_one' }]);
    expect(await keep(house, 'evt_one')).toEqual([]);
    await expect(keep(scopeOf(clients[0] ?? ''), 'evt_two')).rejects.toThrow(/row-level security/);
    // Over every connection of the pool.
    const after = await Promise.all(
      Array.from({ length: 8 }, () => db.lookUp((tx) => tx`select event_id from inbox`)),
    );
    expect(after.flat()).toEqual([]);
  });

  it('refuses to write in a transaction that reads', async () => {
    const [mine = ''] = clients;
    await expect(db.read(scopeOf(mine), (tx) => tx`delete from outbox_head`)).rejects.toThrow();
  });

  it('parses cents as safe integers, days as text and instants as dates, and refuses what is not safe', async () => {
    const [mine = ''] = clients;
    const [row] = await db.read(
      scopeOf(mine),
      (tx) =>
        tx`select 412050::bigint as cents, date '2026-03-03' as day, timestamptz '2026-03-03T02:15:00Z' as at`,
    );
    expect(row).toEqual({ cents: 412_050, day: '2026-03-03', at: new Date('2026-03-03T02:15:00Z') });
    await expect(db.read(scopeOf(mine), (tx) => tx`select 9007199254740993::bigint as n`)).rejects.toThrow(
      /safe/,
    );
  });
});
