import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '../../ports/context.ts';
import { Fault } from '../../ports/fault.ts';
import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, silent, type World } from '../payments/testing/world.ts';
import { listDiscrepancies } from './list-discrepancies.ts';
import { reconcile } from './reconcile.ts';
import { requestReconciliation } from './request-reconciliation.ts';
import { approveFix, assignDiscrepancy, proposeFix, rejectFix } from './resolve-discrepancy.ts';
import { showReconciliation } from './show-reconciliation.ts';

let world: World<FakeGateway>;
let [ann, ben, cho]: Ctx[] = [];
let deps: World<FakeGateway>['deps'];
let lines: VendorMovement[] = [];
let day = 0;

beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  const house = async (): Promise<Ctx> => {
    const { scope, log } = await world.user({ capabilities: ['reconciliation:manage'] });
    return { scope: { ...scope, house: true, clientId: null }, log };
  };
  [ann, ben, cho] = [await house(), await house(), await house()];
  const listMovements = async ({ from, to }: { from: Date; to: Date }) =>
    lines.filter(({ at }) => at >= from && at < to);
  deps = { ...world.deps, vendorLedgers: { stripe: { vendor: 'stripe', listMovements } } };
});
afterAll(() => world.close());
beforeEach(() => {
  lines = [];
  day += 1;
});

/** One case: a charge of another system on the same account. */
async function oneCase() {
  const on = `2026-03-${String(day).padStart(2, '0')}`;
  lines.push({
    id: `txn_${day}`,
    kind: 'charge',
    amountCents: 777,
    feeCents: 0,
    at: new Date(`${on}T02:00:00Z`),
    vendorRef: `pi_stranger_${day}`,
    payoutRef: null,
  });
  const request = { account: 'stripe' as const, from: on, to: on };
  const { id } = await requestReconciliation({ ctx: who(ann), deps, input: { id: uuidv7(), request } });
  await reconcile({ deps, log: silent, reconciliationId: id, traceId: 'c'.repeat(32) });
  const { items } = await listDiscrepancies({
    ctx: who(ann),
    deps,
    input: { limit: 5, reconciliationId: id },
  });
  return { reconciliationId: id, input: { id: items[0]?.id ?? '' } };
}
const who = (person: Ctx | undefined): Ctx => {
  if (!person) throw new Error('nobody is there yet');
  return person;
};
const accept = { fix: 'accept_difference' as const, reason: 'It is of another system' };
const propose = (
  ctx: Ctx | undefined,
  input: { id: string },
  proposal: typeof accept | { fix: 'read_again'; reason: string } = accept,
) => proposeFix({ ctx: who(ctx), deps, input: { ...input, proposal } });
const approve = (ctx: Ctx | undefined, input: { id: string }, own = deps) =>
  approveFix({ ctx: who(ctx), deps: own, input });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  );
const count = async (what: string, id: string): Promise<number> => {
  const [row] = await world.sql<{ n: number }[]>`
    select count(*)::integer as n from audit_log where action = ${what} and subject_id = ${id}`;
  return row?.n ?? -1;
};
const statusOf = async (id: string) =>
  (await showReconciliation({ ctx: who(ann), deps, input: { id } })).status;

describe('R7 a case of money', () => {
  it('is not approved by whoever proposed it, also when both come at once', async () => {
    const { input, reconciliationId } = await oneCase();
    await propose(ann, input);
    expect(await codeOf(approve(ann, input))).toBe('forbidden');
    const codes = await Promise.all([ann, ann, ben].map((person) => codeOf(approve(person, input))));
    expect(codes[2]).toBe('done');
    expect(codes.slice(0, 2)).not.toContain('done');
    expect(await statusOf(reconciliationId)).toBe('balanced');
  });

  it('is not approved by whoever changed the proposal last', async () => {
    const { input } = await oneCase();
    await propose(ann, input);
    await propose(ben, input);
    expect(await codeOf(approve(ben, input))).toBe('forbidden');
    expect(await codeOf(approve(ann, input))).toBe('done');
  });

  it('is closed once, however many approve at once, and nothing happens to it after', async () => {
    const { input, reconciliationId } = await oneCase();
    await propose(ann, input);
    const codes = await Promise.all([ben, cho, ben, cho].map((person) => codeOf(approve(person, input))));
    expect(codes.sort()).toEqual(['conflict', 'conflict', 'conflict', 'done']);
    expect(await count('discrepancy.approved', input.id)).toBe(1);
    expect(await count('reconciliation.certified', reconciliationId)).toBe(1);
    const after = [
      approve(cho, input),
      propose(cho, input),
      rejectFix({ ctx: who(cho), deps, input }),
      assignDiscrepancy({ ctx: who(cho), deps, input }),
    ];
    expect(await Promise.all(after.map(codeOf))).toEqual(Array(4).fill('conflict'));
  });

  it('is closed with its certificate in one transaction: where that cannot be written, nothing is', async () => {
    const { input, reconciliationId } = await oneCase();
    await propose(ann, input);
    const broken = {
      ...deps,
      supplier: {
        ...deps.supplier,
        get legalName(): string {
          throw new Error('stopped');
        },
      },
    };
    expect(await codeOf(approve(ben, input, broken))).toBe('Error: stopped');
    expect(await statusOf(reconciliationId)).toBe('with_breaks');
    expect(await count('discrepancy.approved', input.id)).toBe(0);
    expect(await codeOf(approve(ben, input))).toBe('done');
    expect(await statusOf(reconciliationId)).toBe('balanced');
  });

  it('stays open when the vendor knows no such payment to read again', async () => {
    const { input, reconciliationId } = await oneCase();
    await propose(ann, input, { fix: 'read_again', reason: 'An event was lost' });
    expect(await codeOf(approve(ben, input))).toBe('conflict');
    expect(await statusOf(reconciliationId)).toBe('with_breaks');
  });
});
