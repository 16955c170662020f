import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BankEntry } from '../../../host-demo/sandbox/bank/statement.ts';
import { readStatementFile } from '../../integrations/bank/index.ts';
import type { Ctx } from '../../ports/context.ts';
import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import { importStatements } from '../bank/import-statements.ts';
import { entry, fileOf } from '../bank/testing/statements.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, silent, type World } from '../payments/testing/world.ts';
import { getCertificate, getCertificatePdf } from './get-certificate.ts';
import { listDiscrepancies } from './list-discrepancies.ts';
import { reconcile } from './reconcile.ts';
import { requestReconciliation } from './request-reconciliation.ts';
import { approveFix, proposeFix } from './resolve-discrepancy.ts';
import { showReconciliation } from './show-reconciliation.ts';

let world: World<FakeGateway>;
let ops: Ctx;
let admin: Ctx;
let deps: World<FakeGateway>['deps'];
const lines: VendorMovement[] = [];

beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  const house = async (): Promise<Ctx> => {
    const { scope, log } = await world.user({ capabilities: ['reconciliation:manage', 'bank:manage'] });
    return { scope: { ...scope, house: true, clientId: null }, log };
  };
  [ops, admin] = [await house(), await house()];
  const ledger = {
    vendor: 'stripe' as const,
    listMovements: async ({ from, to }: { from: Date; to: Date }) =>
      lines.filter(({ at }) => at >= from && at < to),
  };
  deps = { ...world.deps, vendorLedgers: { stripe: ledger } };
});
afterAll(() => world.close());

/** Noon in Sydney of a day. */
const noon = (day: string) => new Date(`${day}T02:00:00Z`);
const payout = (payoutRef: string, amountCents: number, day: string): void =>
  void lines.push({
    id: `txn_${lines.length}`,
    kind: 'payout',
    amountCents: -amountCents,
    feeCents: 0,
    at: noon(day),
    vendorRef: null,
    payoutRef,
  });
const bankLine = (payoutRef: string, amountCents: number, bookedOn: string, more: Partial<BankEntry> = {}) =>
  entry(amountCents, { bookedOn, endToEnd: payoutRef, narrative: `STRIPE PAYOUT ${payoutRef}`, ...more });
const statement = (day: string, ...entries: BankEntry[]) => take({ from: day, to: day }, entries);
async function take(of: Parameters<typeof fileOf>[1], entries: BankEntry[]): Promise<void> {
  const bytes = fileOf(entries, of);
  const { items } = await importStatements({
    ctx: ops,
    deps: { ...deps, readStatementFile },
    input: { bytes },
  });
  expect(items).toMatchObject([{ status: 'done' }]);
}
async function compare(from: string, to = from): Promise<string> {
  const request = { account: 'stripe' as const, from, to };
  const { id } = await requestReconciliation({ ctx: ops, deps, input: { id: uuidv7(), request } });
  await work(id);
  return id;
}
const work = (id: string) => reconcile({ deps, log: silent, reconciliationId: id, traceId: 'c'.repeat(32) });
const show = (id: string) => showReconciliation({ ctx: ops, deps, input: { id } });
const casesOf = async (reconciliationId: string) =>
  (await listDiscrepancies({ ctx: ops, deps, input: { limit: 50, reconciliationId } })).items;

describe('R6 R8 the third side: payouts in the bank', () => {
  it('foots on three sides when a payout came in two lines, and is on its way before', async () => {
    payout('po_Weekly00001', 90_000, '2026-03-02');
    await statement('2026-03-03', bankLine('po_Weekly00001', 40_000, '2026-03-03'));
    const early = await compare('2026-03-02', '2026-03-03');
    expect((await show(early)).facts?.payouts).toMatchObject({
      differenceCents: 50_000,
      inTransitCents: 50_000,
    });
    await statement('2026-03-04', bankLine('po_Weekly00001', 50_000, '2026-03-04'));
    const id = await compare('2026-03-04');
    const { facts, sha256 } = await getCertificate({ ctx: ops, deps, input: { id } });
    expect(facts.payouts).toMatchObject({
      vendor: { openingCents: 90_000, closingCents: 90_000 },
      bank: { openingCents: 40_000, sentCents: 50_000, closingCents: 90_000 },
      differenceCents: 0,
      inTransitCents: 0,
      carriedCents: 0,
    });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const { bytes } = await getCertificatePdf({ ctx: ops, deps, input: { id } });
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('makes one case of a payout that never came, carries it, and heals it when it comes late', async () => {
    payout('po_Late000001', 12_000, '2026-03-05');
    await statement('2026-03-10', entry(1, { bookedOn: '2026-03-10', narrative: 'INTEREST' }));
    expect(await show(await compare('2026-03-09'))).toMatchObject({ status: 'balanced' });
    const id = await compare('2026-03-10');
    expect(await casesOf(id)).toMatchObject([
      {
        kind: 'missing_left',
        movement: 'payout',
        reference: 'po_Late000001',
        oursCents: 0,
        theirsCents: 12_000,
      },
    ]);
    const next = await compare('2026-03-11');
    expect(await show(next)).toMatchObject({
      status: 'balanced',
      facts: { payouts: { differenceCents: 12_000, carriedCents: 12_000 } },
    });
    await statement('2026-03-12', bankLine('po_Late000001', 12_000, '2026-03-12'));
    const [found] = await casesOf(id);
    const input = { id: found?.id ?? '' };
    const proposal = { fix: 'read_again' as const, reason: 'It came two days late' };
    await proposeFix({ ctx: ops, deps, input: { ...input, proposal } });
    await approveFix({ ctx: admin, deps, input });
    await work(id);
    expect(await show(id)).toMatchObject({
      status: 'balanced',
      openDiscrepancies: 0,
      facts: { payouts: { differenceCents: 12_000, inTransitCents: 12_000 } },
    });
    expect((await show(await compare('2026-03-12'))).facts?.payouts).toMatchObject({ differenceCents: 0 });
  });

  it('names what else can be wrong: twice in a file, short, unknown, and come back', async () => {
    payout('po_Twice00001', 5_000, '2026-03-16');
    payout('po_Short00001', 6_000, '2026-03-13');
    payout('po_Back000001', 7_000, '2026-03-16');
    payout('po_Back000001', -7_000, '2026-03-18');
    const twin = bankLine('po_Twice00001', 5_000, '2026-03-18');
    await statement(
      '2026-03-18',
      twin,
      { ...twin },
      bankLine('po_Short00001', 5_950, '2026-03-18'),
      bankLine('po_Stranger01', 4_000, '2026-03-18'),
      bankLine('po_Back000001', 7_000, '2026-03-18'),
      bankLine('po_Back000001', -7_000, '2026-03-18'),
    );
    const cases = await casesOf(await compare('2026-03-16', '2026-03-18'));
    expect(
      cases
        .map(({ kind, reference, oursCents, theirsCents }) => [kind, reference, oursCents, theirsCents])
        .sort(),
    ).toEqual([
      ['duplicate', 'po_Twice00001', 10_000, 5_000],
      ['missing_right', 'po_Stranger01', 4_000, 0],
      ['returned', 'po_Back000001', 0, 0],
      ['value', 'po_Short00001', 5_950, 6_000],
    ]);
  });

  it('waits for a statement of the account that payouts come to, whatever another account says', async () => {
    payout('po_Elsewhere1', 3_000, '2026-03-19');
    const other = { accountNumber: '99999999', from: '2026-03-24', to: '2026-03-24' };
    await take(other, [entry(1, { bookedOn: '2026-03-24', narrative: 'INTEREST' })]);
    const id = await compare('2026-03-24');
    expect(await show(id)).toMatchObject({ status: 'balanced' });
    expect((await show(id)).facts?.payouts?.inTransitCents).toBeGreaterThanOrEqual(3_000);
  });

  it('counts a line that the bank took back as come and gone', async () => {
    payout('po_Bounced001', 8_000, '2026-03-23');
    const line = bankLine('po_Bounced001', 8_000, '2026-03-24');
    await statement('2026-03-24', line);
    await statement('2026-03-25', { ...line, bookedOn: '2026-03-25', amountCents: -8_000, reversal: true });
    const before = await show(await compare('2026-03-24'));
    const after = await show(await compare('2026-03-25'));
    const [opening, bounced] = [before.facts?.payouts?.bank, after.facts?.payouts?.bank];
    expect(opening).toMatchObject({ sentCents: 8_000, returnedCents: 0 });
    expect(bounced).toMatchObject({ openingCents: opening?.closingCents, returnedCents: -8_000 });
  });
});
