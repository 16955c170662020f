import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { audit } from '../../db/audit.ts';
import { createDb, type Db } from '../../db/db.ts';
import { houseScope } from '../../db/scope.ts';
import { verifyAudit } from './verify-audit.ts';

let database: TestDatabase;
let superuser: Sql;
let db: Db;
let clientId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  db = createDb({ url: database.appUrl, max: 8 });
});
afterAll(async () => {
  await db.close();
  await superuser.end();
  await database.drop();
});

const scope = () => houseScope('tester', 'a'.repeat(32), clientId);
const write = (n: number) =>
  db.write(scope(), (tx) =>
    audit(tx, scope(), {
      action: 'thing.done',
      subjectType: 'thing',
      subjectId: String(n),
      detail: { note: 'é|:1' },
    }),
  );
const faultOf = async (checkpoints = new Map()) =>
  (await verifyAudit({ db, checkpoints })).find((report) => report.clientId === clientId);

beforeEach(async () => {
  clientId = randomUUID();
  await superuser`insert into client (client_id, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, postal_address, source, external_id, source_updated_at)
    values (${clientId}, 'A', 'A', '51824753556', true, 14, false, '{x}', 's', ${clientId}, now())`;
  await Promise.all(Array.from({ length: 40 }, (_, n) => write(n)));
});

describe('S12 S66 the audit chain', () => {
  it('S12 does not fork under 40 writers at once', async () => {
    expect(await faultOf()).toMatchObject({ entries: 40, fault: null });
  });

  it.each([
    [
      'an edited row',
      () => superuser`update audit_log set detail = '{}' where client_id = ${clientId} and seq = 7`,
      { seq: 7, reason: 'changed' },
    ],
    [
      'a row removed from the middle',
      () => superuser`delete from audit_log where client_id = ${clientId} and seq = 9`,
      { seq: 9, reason: 'missing' },
    ],
    [
      'two rows swapped',
      () =>
        superuser`update audit_log set detail = case seq when 3 then '{"a":4}' else '{"a":3}' end where client_id = ${clientId} and seq in (3, 4)`,
      { seq: 3, reason: 'changed' },
    ],
    [
      'a removed tail',
      () => superuser`delete from audit_log where client_id = ${clientId} and seq > 38`,
      { seq: 39, reason: 'tail_missing' },
    ],
  ])('S66 names the first bad row: %s', async (_name, tamper, fault) => {
    await tamper();
    expect((await faultOf())?.fault).toEqual(fault);
  });

  it('S66 finds a removed tail with a moved head by a checkpoint kept elsewhere', async () => {
    const before = await faultOf();
    const checkpoint = new Map([[clientId, { seq: 40, hash: Buffer.from(before?.head ?? '', 'hex') }]]);
    await superuser`delete from audit_log where client_id = ${clientId} and seq = 40`;
    await superuser`update audit_chain set seq = 39, hash = (select hash from audit_log where client_id = ${clientId} and seq = 39) where client_id = ${clientId}`;
    expect((await faultOf())?.fault).toBeNull();
    expect((await faultOf(checkpoint))?.fault).toEqual({ seq: 40, reason: 'tail_missing' });
  });
});
