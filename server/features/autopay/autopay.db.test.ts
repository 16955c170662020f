import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withinOneDay } from '../../../test/support/within-one-day.ts';
import type { Ctx } from '../../ports/context.ts';
import { Fault } from '../../ports/fault.ts';
import { dayIn } from '../invoices/index.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, silent, type World } from '../payments/testing/world.ts';
import type { AutopayRequest } from './autopay.contract.ts';
import { runAutopay } from './autopay.jobs.ts';
import { addDays } from './autopay.model.ts';
import { setAutopay } from './set-autopay.ts';
import { showAutopay } from './show-autopay.ts';

let world: World<FakeGateway>;
let asha: Ctx;
let methodId: string;
const dayMs = 86_400_000;
const today = () => dayIn(world.deps.supplier.timeZone, world.deps.clock.now());

beforeAll(async () => {
  await withinOneDay(40);
  world = await createWorld(createFakeGateway());
  asha = await world.user({ capabilities: ['invoices:read', 'invoices:pay', 'methods:manage'] });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.sql`delete from autopay_run`;
  await world.sql`delete from autopay_rule`;
  methodId = uuidv7();
  await world.sql`
    insert into payment_method (client_id, id, vendor, kind, status, customer_ref, setup_ref, method_ref, added_by_name, created_at, updated_at)
    values (${world.clients.a}, ${methodId}, 'stripe', 'becs', 'active', 'cus_1', 'seti_1', 'pm_1', 'Asha Rao', now(), now())`;
  world.mails.length = 0;
});

const set = (more: Partial<AutopayRequest> = {}) =>
  setAutopay({
    ctx: asha,
    deps: world.deps,
    input: {
      enabled: true,
      paymentMethodId: methodId,
      maxCents: 500_000,
      daysBeforeDue: 2,
      siteIds: null,
      excludesDisputed: true,
      noticeEmail: 'accounts@client.example',
      expectedVersion: null,
      ...more,
    },
  });
const run = () => runAutopay({ deps: world.deps, log: silent, traceId: 'a'.repeat(32) });
/** An invoice that is due in so many days; every other one is far away. */
async function due(inDays: number, totalCents = 11_000, more: { siteIds?: string[] } = {}): Promise<string> {
  const id = await world.invoice({ totalCents, ...more });
  await world.sql`update invoice set due_on = '2099-01-01' where id <> ${id} and client_id = ${world.clients.a}`;
  await world.sql`update invoice set due_on = ${addDays(today(), inDays)} where id = ${id}`;
  return id;
}
const runsOf = async () =>
  (await showAutopay({ ctx: asha, deps: world.deps })).runs.map(({ outcome, reason }) => [outcome, reason]);

describe('F6 autopay', () => {
  it('tells the day before and pays on the day, once, however often the job runs', async () => {
    await set();
    const invoiceId = await due(3);
    await run();
    await run();
    expect(await runsOf()).toEqual([['announced', null]]);
    expect(world.mails[0]?.subject).toMatch(/^Autopay pays \$110\.00 on /);
    expect(world.gateway.payments.size).toBe(0);
    world.advance(dayMs);
    await Promise.all([run(), run()]);
    await run();
    expect(await runsOf()).toEqual([['opened', null]]);
    const payments = await world.sql`
      select p.rail, p.payment_method_id, p.amount_cents::integer as cents from payment p
      join payment_line l on l.client_id = p.client_id and l.payment_id = p.id where l.invoice_id = ${invoiceId}`;
    expect(payments).toMatchObject([{ rail: 'becs', payment_method_id: methodId, cents: 11_000 }]);
    world.advance(-dayMs);
  });

  it.each([
    ['above its amount', 600_000, {}, {}],
    ['of another site', 11_000, {}, { siteIds: ['11111111-1111-7111-8111-111111111111'] }],
  ])('leaves an invoice %s to people', async (_name, totalCents, invoice, rule) => {
    await set(rule);
    await due(3, totalCents, invoice);
    await run();
    expect(await runsOf()).toEqual([]);
  });

  it('asks again on the day: paid meanwhile, switched off, or the method ended', async () => {
    await set();
    await due(3);
    await run();
    await world.sql`update payment_method set status = 'cancelled' where id = ${methodId}`;
    world.advance(dayMs);
    await run();
    expect(await runsOf()).toEqual([['skipped', 'payment_method_not_usable']]);
    world.advance(-dayMs);
  });

  it('charges no surcharge, which its notice did not name: the invoice is left to people', async () => {
    await set();
    const invoiceId = await due(3);
    await run();
    world.advance(dayMs);
    const surcharges = [{ rail: 'becs' as const, from: today(), basisPoints: 80 }];
    const deps = { ...world.deps, rails: { ...world.deps.rails, surcharges } };
    await runAutopay({ deps, log: silent, traceId: 'a'.repeat(32) });
    expect(await runsOf()).toEqual([['skipped', 'surcharge_changed']]);
    const lines = await world.sql`select 1 from payment_line where invoice_id = ${invoiceId}`;
    expect(lines).toHaveLength(0);
    world.advance(-dayMs);
  });

  it('leaves out an invoice with an open dispute, also when it was raised after the notice', async () => {
    await set();
    const invoiceId = await due(3);
    await run();
    await world.sql`
      insert into dispute (client_id, id, number, invoice_id, line_no, line_description, line_total_cents, reason_code, amount_cents, description, status, raised_by, raised_by_name, raised_at)
      values (${world.clients.a}, ${uuidv7()}, 'D-1', ${invoiceId}, 1, 'x', 11000, 'other', 500, 'x', 'raised', 'u', 'Asha Rao', now())`;
    world.advance(dayMs);
    await run();
    expect(await runsOf()).toEqual([['skipped', 'disputed']]);
    world.advance(-dayMs);
  });

  it('is set by one at a time, with a method that is the client’s and good', async () => {
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'none',
        (error: unknown) => (error instanceof Fault ? error.code : String(error)),
      );
    const first = await set();
    expect(first.rule).toMatchObject({ enabled: true, setBy: 'Asha Rao', version: 1 });
    expect(await codeOf(set())).toBe('conflict');
    expect(await codeOf(set({ expectedVersion: 7 }))).toBe('conflict');
    expect(await codeOf(set({ expectedVersion: 1, paymentMethodId: uuidv7() }))).toBe('not_found');
    expect((await set({ expectedVersion: 1, enabled: false })).rule).toMatchObject({
      enabled: false,
      version: 2,
    });
    const stranger = await world.user({ clientId: world.clients.b, capabilities: ['*'] });
    expect((await showAutopay({ ctx: stranger, deps: world.deps })).rule).toBeNull();
  });
});
