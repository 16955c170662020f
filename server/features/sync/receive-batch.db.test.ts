import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '../../../test/support/count-statements.ts';
import type { Fault } from '../../ports/fault.ts';
import { receiveBatch } from './receive-batch.ts';
import type { InvoiceRow } from './sync.contract.ts';
import {
  batchSample,
  clientSample,
  creditNoteSample,
  invoiceSample,
  paymentSample,
  siteSample,
  userSample,
} from './testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse, sourceScope } from './testing/sync-house.ts';

let house: SyncHouse;
const later = '2026-01-06T00:00:00.000Z';

const refusal = async (work: Promise<unknown>): Promise<Fault> => {
  try {
    await work;
  } catch (error) {
    return error as Fault;
  }
  throw new Error('it was accepted');
};
const codes = (fault: Fault) => (fault.errors ?? []).map(({ path, code }) => `${path} ${code}`);
const invoiceRow = async (number: string) => {
  const [row] = await house.all`select * from invoice where number = ${number}`;
  return row;
};

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha'), clientSample('beta')]);
  await house.push('sites', [
    siteSample('alpha', 'a1'),
    siteSample('alpha', 'a2'),
    siteSample('beta', 'b1', { timeZone: 'Australia/Perth', state: 'WA' }),
  ]);
});
afterAll(() => house.close());

describe('receiveBatch', () => {
  it('F28 inserts, then finds everything unchanged, then updates what changed', async () => {
    const rows = [
      invoiceSample('alpha', 'up-1', [{ netCents: 10_000, site: 'a1', workbill: 'WB-77' }]),
      invoiceSample('beta', 'up-2', [{ netCents: 5_050, site: 'b1' }]),
    ];
    expect(await house.push('invoices', rows)).toMatchObject({ received: 2, inserted: 2, unchanged: 0 });
    const before = await invoiceRow('UP-1');
    expect(await house.push('invoices', rows)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
    expect(await invoiceRow('UP-1')).toEqual(before);
    const changed = invoiceSample('alpha', 'up-1', [{ netCents: 12_000, site: 'a2' }], {
      sourceUpdatedAt: later,
      poNumber: 'PO-9',
    });
    expect(await house.push('invoices', [changed])).toMatchObject({ updated: 1 });
    const after = await invoiceRow('UP-1');
    expect(after).toMatchObject({ total_cents: '13200', po_number: 'PO-9', version: 2 });
    expect(after?.search_text).toContain('po-9');
    const lines = await house.all`select * from invoice_line where invoice_id = ${after?.id}`;
    expect(lines.map((line) => line.net_cents)).toEqual(['12000']);
  });

  it('F28 keeps an older row out, whatever the order of delivery', async () => {
    const old = invoiceSample('alpha', 'stale-1', [{ netCents: 100 }]);
    const newer = invoiceSample('alpha', 'stale-1', [{ netCents: 200 }], { sourceUpdatedAt: later });
    await house.push('invoices', [newer]);
    expect(await house.push('invoices', [old])).toMatchObject({ stale: 1, updated: 0 });
    expect(await invoiceRow('STALE-1')).toMatchObject({ net_cents: '200' });
  });

  it('F28 remembers when the same was said again, so that an older row stays out', async () => {
    const at = (sourceUpdatedAt: string, netCents: number) =>
      invoiceSample('alpha', 'again-1', [{ netCents }], { sourceUpdatedAt });
    await house.push('invoices', [at('2026-01-05T00:00:00Z', 100)]);
    expect(await house.push('invoices', [at('2026-01-08T00:00:00Z', 100)])).toMatchObject({ unchanged: 1 });
    expect(await house.push('invoices', [at('2026-01-07T00:00:00Z', 300)])).toMatchObject({ stale: 1 });
  });

  it('F28 changes nothing for an empty batch', async () => {
    const [before] = await house.all`select count(*) from invoice`;
    expect(await house.push('invoices', [])).toMatchObject({ received: 0, inserted: 0 });
    const [after] = await house.all`select count(*) from invoice`;
    expect(after).toEqual(before);
  });

  it('answers the same batch with the first report, and another content under its id with idempotency_mismatch', async () => {
    const rows = [invoiceSample('alpha', 'batch-1', [{ netCents: 100 }])];
    const first = await house.push('invoices', rows, 'batch-one');
    expect(await house.push('invoices', rows, 'batch-one')).toEqual(first);
    const other = [invoiceSample('alpha', 'batch-1', [{ netCents: 101 }])];
    expect(await refusal(house.push('invoices', other, 'batch-one'))).toMatchObject({
      code: 'idempotency_mismatch',
    });
  });

  it('F28 names every row that is in the way and applies none', async () => {
    const good = invoiceSample('alpha', 'none-1', [{ netCents: 100 }]);
    const fault = await refusal(
      house.push('invoices', [
        good,
        invoiceSample('nobody', 'none-2', [{ netCents: 100 }]),
        invoiceSample('alpha', 'none-3', [{ netCents: 100, site: 'b1' }]),
        invoiceSample('alpha', 'none-4', [{ netCents: 100 }], { number: 'NONE-1' }),
      ]),
    );
    expect(fault.code).toBe('batch_refused');
    expect(codes(fault).sort()).toEqual([
      'rows/1/clientExternalId client_unknown',
      'rows/2/lines/0/siteExternalId site_unknown',
      'rows/3/number number_taken',
    ]);
    expect(await invoiceRow('NONE-1')).toBeUndefined();
  });

  it('F28 refuses an invoice whose id was renamed in the source', async () => {
    await house.push('invoices', [invoiceSample('alpha', 'renamed-1', [{ netCents: 100 }])]);
    const renamed = invoiceSample('alpha', 'renamed-2', [{ netCents: 100 }], { number: 'RENAMED-1' });
    expect(codes(await refusal(house.push('invoices', [renamed])))).toEqual(['rows/0/number number_taken']);
  });

  it('keeps the clients and numbers of two sources apart', async () => {
    const push = (sourceSystem: string) => {
      const row = invoiceSample('alpha', `race-${sourceSystem}`, [{ netCents: 100 }], { number: 'RACE-1' });
      const batch = { ...batchSample([row], 'race'), sourceSystem };
      const input = { dataset: 'invoices' as const, batch };
      return receiveBatch({ ctx: { scope: sourceScope, log: house.log }, deps: house.deps, input });
    };
    const alsoAlpha = { ...batchSample([clientSample('alpha')], 'second'), sourceSystem: 'second' };
    await receiveBatch({
      ctx: { scope: sourceScope, log: house.log },
      deps: house.deps,
      input: { dataset: 'clients', batch: alsoAlpha },
    });
    expect(await push('core')).toMatchObject({ inserted: 1 });
    // Another source's client is another client: its numbers are its own.
    expect(await push('second')).toMatchObject({ inserted: 1 });
  });

  it('F28 refuses a batch in which two invoices trade their numbers, in words', async () => {
    await house.push('invoices', [
      invoiceSample('alpha', 'trade-1', [{ netCents: 100 }]),
      invoiceSample('alpha', 'trade-2', [{ netCents: 100 }]),
    ]);
    const traded = [
      invoiceSample('alpha', 'trade-1', [{ netCents: 100 }], { number: 'TRADE-2', sourceUpdatedAt: later }),
      invoiceSample('alpha', 'trade-2', [{ netCents: 100 }], { number: 'TRADE-1', sourceUpdatedAt: later }),
    ];
    expect(codes(await refusal(house.push('invoices', traded)))).toEqual([
      'rows/0/number number_taken',
      'rows/1/number number_taken',
    ]);
  });

  it('keeps allocations when an invoice changes, and its total above them', async () => {
    await house.push('invoices', [invoiceSample('alpha', 'keep-1', [{ netCents: 10_000 }])]);
    await house.push('payments', [
      paymentSample('alpha', 'keep-p', 6_000, [{ invoiceExternalId: 'keep-1', amountCents: 6_000 }]),
    ]);
    const raised = invoiceSample('alpha', 'keep-1', [{ netCents: 20_000 }], { sourceUpdatedAt: later });
    await house.push('invoices', [raised]);
    expect(await invoiceRow('KEEP-1')).toMatchObject({ total_cents: '22000', allocated_cents: '6000' });
    const lowered = invoiceSample('alpha', 'keep-1', [{ netCents: 5_000 }], {
      sourceUpdatedAt: '2026-01-07T00:00:00Z',
    });
    expect(codes(await refusal(house.push('invoices', [lowered])))).toEqual([
      'rows/0/totalCents total_below_allocated',
    ]);
  });

  it('moves allocations by reversal and addition, and leaves unchanged ones alone', async () => {
    await house.push('invoices', [
      invoiceSample('alpha', 'move-1', [{ netCents: 10_000 }]),
      invoiceSample('alpha', 'move-2', [{ netCents: 10_000 }]),
      invoiceSample('alpha', 'move-3', [{ netCents: 10_000 }]),
    ]);
    const of = (amounts: Record<string, number>, amountCents: number, sourceUpdatedAt = later) =>
      paymentSample(
        'alpha',
        'move-p',
        amountCents,
        Object.entries(amounts).map(([invoiceExternalId, cents]) => ({
          invoiceExternalId,
          amountCents: cents,
        })),
        { sourceUpdatedAt },
      );
    const ledger = async () =>
      (
        await house.all`
        select i.number, a.amount_cents::int as cents from allocation a join invoice i on i.id = a.invoice_id
        join payment p on p.id = a.payment_id where p.external_id = 'move-p' order by a.allocated_at, a.id`
      ).map((row) => `${row.number} ${row.cents}`);
    await house.push('payments', [of({ 'move-1': 4_000, 'move-2': 6_000 }, 10_000)]);
    expect((await ledger()).sort()).toEqual(['MOVE-1 4000', 'MOVE-2 6000']);
    await house.push('payments', [of({ 'move-1': 4_000, 'move-3': 3_000 }, 7_000, '2026-01-07T00:00:00Z')]);
    expect((await ledger()).sort()).toEqual(['MOVE-1 4000', 'MOVE-2 -6000', 'MOVE-2 6000', 'MOVE-3 3000']);
    const sums = await house.all`
      select number, allocated_cents::int as cents from invoice where number like 'MOVE-%' order by number`;
    expect(sums.map((row) => row.cents)).toEqual([4_000, 0, 3_000]);
    const [payment] = await house.all`select * from payment where external_id = 'move-p'`;
    expect(payment).toMatchObject({ amount_cents: '7000', captured_cents: '7000', allocated_cents: '7000' });
  });

  it('I1 refuses to allocate more than an invoice is worth', async () => {
    await house.push('invoices', [invoiceSample('alpha', 'over-1', [{ netCents: 1_000 }])]);
    const rows = ['over-p1', 'over-p2'].map((name) =>
      paymentSample('alpha', name, 1_000, [{ invoiceExternalId: 'over-1', amountCents: 1_000 }]),
    );
    expect(codes(await refusal(house.push('payments', rows)))).toEqual([
      'rows/1/allocations allocated_above_total',
    ]);
  });

  it('applies credit notes with their lines and moves their allocations', async () => {
    await house.push('invoices', [invoiceSample('alpha', 'cn-i', [{ netCents: 10_000 }])]);
    const note = creditNoteSample('alpha', 'cn-1', 'cn-i', [{ netCents: 1_000 }], {
      allocations: [{ invoiceExternalId: 'cn-i', amountCents: 1_100 }],
    });
    await house.push('credit-notes', [note]);
    expect(await invoiceRow('CN-I')).toMatchObject({ allocated_cents: '1100' });
    await house.push('credit-notes', [{ ...note, allocations: [], sourceUpdatedAt: later }]);
    expect(await invoiceRow('CN-I')).toMatchObject({ allocated_cents: '0' });
    expect(
      await house.push('credit-notes', [{ ...note, allocations: [], sourceUpdatedAt: later }]),
    ).toMatchObject({
      unchanged: 1,
    });
  });

  it('S6 ends the sessions of a person whose role, sites or activity changed', async () => {
    await house.push('users', [userSample('alpha', 'ann'), userSample('alpha', 'bob')]);
    const sessions = async () => {
      await house.all`
        insert into user_session (id, user_id, expires_at)
        select u.email || random(), u.id, now() + interval '1 hour' from user_account u`;
    };
    const left = async () =>
      (
        await house.all`select distinct u.email from user_session s join user_account u on u.id = s.user_id order by 1`
      ).map((row) => row.email);
    for (const change of [
      { role: 'viewer' as const },
      { role: 'viewer' as const, siteExternalIds: ['a1'] },
      { role: 'viewer' as const, siteExternalIds: ['a1'], active: false },
    ]) {
      await house.all`delete from user_session`;
      await sessions();
      const moment = new Date(Date.parse(later) + Object.keys(change).length * 1_000).toISOString();
      await house.push('users', [userSample('alpha', 'ann', { ...change, sourceUpdatedAt: moment })]);
      expect(await left()).toEqual(['bob@alpha.example']);
    }
    await sessions();
    await house.push('users', [
      userSample('alpha', 'bob', { displayName: 'Robert', sourceUpdatedAt: '2026-01-09T00:00:00Z' }),
    ]);
    expect(await left()).toContain('bob@alpha.example');
  });

  it('lets a person belong to two clients, but to one client once', async () => {
    const email = 'shared@group.example';
    await house.push('users', [
      userSample('alpha', 'shared-a', { email }),
      userSample('beta', 'shared-b', { email: email.toUpperCase() }),
    ]);
    const rows = await house.all`
      select m.client_id from membership m join user_account u on u.id = m.user_id where u.email = ${email}`;
    expect(rows).toHaveLength(2);
    expect(codes(await refusal(house.push('users', [userSample('alpha', 'shared-c', { email })])))).toEqual([
      'rows/0/email member_repeated',
    ]);
  });

  it('writes one audit entry and one event a client and batch, and none when nothing changed', async () => {
    const count = async () => {
      const [row] = await house.all`
        select (select count(*)::int from audit_log where action = 'sync.applied') as audits,
          (select count(*)::int from outbox where topic = 'sync.completed') as events`;
      return row as { audits: number; events: number };
    };
    const before = await count();
    const rows = ['alpha', 'beta']
      .flatMap((client) => [1, 2].map((n) => invoiceSample(client, `heard-${n}`, [{ netCents: 100 * n }])))
      .map((row) => ({ ...row, externalId: `${row.clientExternalId}-${row.externalId}` }));
    await house.push('invoices', rows);
    expect(await count()).toEqual({ audits: before.audits + 2, events: before.events + 2 });
    await house.push('invoices', rows);
    expect(await count()).toEqual({ audits: before.audits + 2, events: before.events + 2 });
  });

  it('S40 is closed to people and to machines of one client', async () => {
    const [client] = await house.all`select client_id from client limit 1`;
    for (const scope of [
      personScope(client?.client_id),
      { ...sourceScope, clientId: client?.client_id as string, house: false },
    ]) {
      const input = { dataset: 'invoices' as const, batch: batchSample([], 'closed') };
      const fault = await refusal(receiveBatch({ ctx: { scope, log: house.log }, deps: house.deps, input }));
      expect(fault.code).toBe('forbidden');
    }
  });

  it('does not count a card payment of the portal again when the core system tells it back', async () => {
    await house.push('invoices', [invoiceSample('alpha', 'echo-1', [{ netCents: 1_000 }])]);
    const [client] = await house.all`select client_id from client where external_id = 'alpha'`;
    await house.all`
      insert into payment (client_id, id, rail, vendor, vendor_ref, status, amount_cents, provenance)
      values (${client?.client_id}, gen_random_uuid(), 'card', 'stripe', 'pi_echo', 'succeeded', 1100, 'derived')`;
    const echo = paymentSample(
      'alpha',
      'echo-p',
      1_100,
      [{ invoiceExternalId: 'echo-1', amountCents: 1_100 }],
      {
        rail: 'card',
        reference: 'pi_echo',
      },
    );
    expect(await house.push('payments', [echo])).toMatchObject({ unchanged: 1, inserted: 0 });
  });

  it('asks the database no more for 500 rows than for one', async () => {
    const invoiceOf = (name: string) =>
      invoiceSample('beta', name, [
        { netCents: 10_000, site: 'b1' },
        { netCents: 333 },
        { netCents: 5, gstCode: 'FRE' },
      ]);
    const paymentOf = ({ externalId, totalCents }: { externalId: string; totalCents: number }) =>
      paymentSample('beta', `${externalId}-p`, totalCents, [
        { invoiceExternalId: externalId, amountCents: totalCents },
      ]);
    const statementsFor = async (dataset: 'invoices' | 'payments', rows: readonly object[]) => {
      const { db, counted } = countStatements(house.db);
      const outcome = await receiveBatch({
        ctx: { scope: sourceScope, log: house.log },
        deps: { ...house.deps, db },
        input: { dataset, batch: batchSample(rows, v7()) },
      });
      expect(outcome).toMatchObject({ inserted: rows.length });
      return counted();
    };
    const many = Array.from({ length: 500 }, (_, n) => invoiceOf(`bulk-${n}`));
    for (const dataset of ['invoices', 'payments'] as const) {
      const toRow = (row: InvoiceRow): object => (dataset === 'invoices' ? row : paymentOf(row));
      const one = await statementsFor(dataset, [toRow(invoiceOf('single'))]);
      expect(await statementsFor(dataset, many.map(toRow))).toBe(one);
    }
  });
});
