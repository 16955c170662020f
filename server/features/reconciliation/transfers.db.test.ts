import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BankEntry } from '../../../host-demo/sandbox/bank/statement.ts';
import { readStatementFile } from '../../integrations/bank/index.ts';
import type { Ctx } from '../../ports/context.ts';
import { confirmLine } from '../bank/confirm-line.ts';
import { unmatchLine } from '../bank/decide-line.ts';
import { importStatements } from '../bank/import-statements.ts';
import { listStatementLines } from '../bank/list-statements.ts';
import { entry, fileOf } from '../bank/testing/statements.ts';
import { payInvoices } from '../payments/pay-invoices.ts';
import { paymentRequest } from '../payments/payments.contract.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, ledgerFaults, silent, type World } from '../payments/testing/world.ts';
import { getCertificate } from './get-certificate.ts';
import { listDiscrepancies } from './list-discrepancies.ts';
import { reconcile } from './reconcile.ts';
import { requestReconciliation } from './request-reconciliation.ts';
import { showReconciliation } from './show-reconciliation.ts';

let world: World<FakeGateway>;
let ops: Ctx;

beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  const { scope, log } = await world.user({ capabilities: ['reconciliation:manage', 'bank:manage'] });
  ops = { scope: { ...scope, house: true, clientId: null }, log };
});
afterAll(async () => {
  expect(await ledgerFaults(world.sql)).toEqual([]);
  await world.close();
});

async function statement(day: string, ...entries: BankEntry[]) {
  const deps = { ...world.deps, readStatementFile };
  const bytes = fileOf(
    entries.map((one) => ({ ...one, bookedOn: day })),
    { from: day, to: day },
  );
  const { items } = await importStatements({ ctx: ops, deps, input: { bytes } });
  expect(items).toMatchObject([{ status: 'done' }]);
  const id = items[0]?.id ?? '';
  return (await listStatementLines({ ctx: ops, deps: world.deps, input: { id, limit: 50 } })).items;
}
async function compare(from: string, to = from): Promise<string> {
  const request = { account: 'bank' as const, from, to };
  const { id } = await requestReconciliation({
    ctx: ops,
    deps: world.deps,
    input: { id: uuidv7(), request },
  });
  await reconcile({ deps: world.deps, log: silent, reconciliationId: id, traceId: 'c'.repeat(32) });
  return id;
}
const show = (id: string) => showReconciliation({ ctx: ops, deps: world.deps, input: { id } });
const casesOf = async (reconciliationId: string) =>
  (await listDiscrepancies({ ctx: ops, deps: world.deps, input: { limit: 50, reconciliationId } })).items;
async function waiting(invoiceId: string, totalCents: number) {
  const request = paymentRequest.parse({
    lines: [{ invoiceId, amountCents: totalCents }],
    expectedTotalCents: totalCents,
    rail: 'bpay',
  });
  const payment = await payInvoices({
    ctx: await world.user(),
    deps: world.deps,
    input: { id: uuidv7(), request },
  });
  return { id: payment.id, crn: payment.transfer?.reference ?? '' };
}
const balanceOf = async (id: string) => {
  const [row] = await world.sql<{ cents: number }[]>`
    select (total_cents - allocated_cents)::integer as cents from invoice where id = ${id}`;
  return row?.cents;
};

describe('R6 R8 transfers between the portal and the bank', () => {
  it('R8 foots on both sides through a payment, a misplaced one and one that the bank took back', async () => {
    const [first, second] = [await world.invoice(), await world.invoice()];
    const { crn } = await waiting(first, 11_000);
    const kept = await waiting(second, 11_000);
    const taken = entry(11_000, { crn });
    const [, misplaced] = await statement(
      '2026-03-02',
      taken,
      entry(11_000, { crn: kept.crn }),
      entry(4_321, { narrative: 'A STRANGER' }),
    );
    await unmatchLine({
      ctx: ops,
      deps: world.deps,
      input: { id: misplaced?.id ?? '', reason: 'not theirs' },
    });
    await confirmLine({
      ctx: ops,
      deps: world.deps,
      input: {
        id: misplaced?.id ?? '',
        allocations: [
          { clientId: world.clients.a, invoiceId: second, paymentId: null, amountCents: 6_000 },
          { clientId: world.clients.b, invoiceId: null, paymentId: null, amountCents: 5_000 },
        ],
      },
    });
    const id = await compare('2026-03-02');
    const before = await getCertificate({ ctx: ops, deps: world.deps, input: { id } });
    expect(before.facts).toMatchObject({
      portal: { chargesCents: 22_000, withdrawalsCents: 0, closingCents: 22_000 },
      vendor: { chargesCents: 22_000, withdrawalsCents: 0, closingCents: 22_000 },
      differenceCents: 0,
      undecidedCents: 4_321,
      payouts: null,
    });
    await statement('2026-03-05', { ...taken, amountCents: -11_000, reversal: true });
    expect(await balanceOf(first)).toBe(11_000);
    const { facts } = await getCertificate({
      ctx: ops,
      deps: world.deps,
      input: { id: await compare('2026-03-05') },
    });
    for (const side of [facts.portal, facts.vendor])
      expect(side).toMatchObject({ openingCents: 22_000, withdrawalsCents: -11_000, closingCents: 11_000 });
  });

  it('F7 the bank takes back what came for a basket that had bounced before', async () => {
    const invoiceId = await world.invoice();
    const { crn } = await waiting(invoiceId, 11_000);
    const once = entry(11_000, { crn });
    await statement('2026-03-09', once);
    await statement('2026-03-10', { ...once, amountCents: -11_000, reversal: true });
    const again = entry(11_000, { crn });
    await statement('2026-03-11', again);
    expect(await balanceOf(invoiceId)).toBe(0);
    await statement('2026-03-12', { ...again, amountCents: -11_000, reversal: true });
    expect(await balanceOf(invoiceId)).toBe(11_000);
    expect(await show(await compare('2026-03-09', '2026-03-12'))).toMatchObject({
      status: 'balanced',
      facts: { portal: { chargesCents: 22_000, withdrawalsCents: -22_000 }, differenceCents: 0 },
    });
  });

  it('R6 names what was booked of no line, of another amount, and a line of which nothing was booked', async () => {
    const [one, two, three] = [await world.invoice(), await world.invoice(), await world.invoice()];
    const lines = await statement(
      '2026-03-16',
      entry(11_000, { crn: (await waiting(one, 11_000)).crn }),
      entry(11_000, { crn: (await waiting(two, 11_000)).crn }),
      entry(11_000, { crn: (await waiting(three, 11_000)).crn }),
    );
    // No verb does this: somebody's hand in the tables.
    await world.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      const [first, second, third] = lines.map(({ id }) => id);
      const matchOf = (line = '') =>
        tx`(select id from bank_match where line_id = ${line} and decision_no = 1)`;
      await tx`update payment_transfer set amount_cents = 10000 where id = ${matchOf(first)}`;
      await tx`delete from payment_transfer where id = ${matchOf(second)}`;
      await tx`update payment_transfer set id = gen_random_uuid() where id = ${matchOf(third)}`;
    });
    const found = await casesOf(await compare('2026-03-16'));
    const kinds = new Map(found.map((row) => [row.reference, row.kind]));
    expect(lines.map(({ id }) => kinds.get(id))).toEqual(['value', 'missing_left', 'missing_left']);
    expect([...kinds.values()].sort()).toEqual(['missing_left', 'missing_left', 'missing_right', 'value']);
    await world.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from payment_transfer where received_on = '2026-03-16'`;
      await tx`insert into payment_transfer (client_id, id, payment_id, amount_cents, received_on)
        select m.client_id, m.id, m.payment_id, m.amount_cents, '2026-03-16' from bank_match m
        where m.decision_no = 1 and m.line_id = any(${lines.map(({ id }) => id)}::uuid[])`;
    });
  });
});
