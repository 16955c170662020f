import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { houseScope } from '../../db/scope.ts';
import { createStripeGateway, createStripeVault } from '../../integrations/stripe/index.ts';
import type { Ctx } from '../../ports/context.ts';
import { Fault } from '../../ports/fault.ts';
import type { PaymentGateway } from '../../ports/payment-gateway.ts';
import { payInvoices } from '../payments/pay-invoices.ts';
import { processInbox } from '../payments/process-inbox.ts';
import { receiveEvent } from '../payments/receive-event.ts';
import { createWorld, silent, type World } from '../payments/testing/world.ts';
import {
  cancelMethod,
  makeDefault,
  pauseMethod,
  removeMethod,
  resumeMethod,
  setAuthority,
} from './change-method.ts';
import { listMethods } from './list-methods.ts';
import type { MethodKind, PaymentMethod } from './payment-methods.contract.ts';
import { refreshMethod } from './refresh-method.ts';
import { saveMethod } from './save-method.ts';
import { watchMethods } from './watch-methods.ts';

const secret = 'whsec_methods';
let sandbox: Sandbox;
let sdk: Stripe;
let world: World<PaymentGateway>;
let asha: Ctx;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  sdk = new Stripe('sk_test_sandbox', { host: 'localhost', port: sandbox.port, protocol: 'http' });
  const options = {
    secretKey: 'sk_test_sandbox',
    publishableKey: 'pk_test_sandbox',
    webhookSecrets: [secret],
    apiBaseUrl: sandbox.origin,
  };
  world = await createWorld(createStripeGateway(options), { vaults: { stripe: createStripeVault(options) } });
  Object.assign(sandbox.stripe.account.banks, { becsClearsMs: null, payToClearsMs: null });
  asha = await world.user({ capabilities: ['invoices:read', 'invoices:pay', 'methods:manage'] });
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});
beforeEach(async () => {
  await world.sql`update payment_method set is_default = false, status = 'removed'`;
});

const control = async (path: string, body: unknown) => {
  const response = await fetch(`${sandbox.origin}/control/stripe${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
};

const data: Record<MethodKind, Stripe.SetupIntentConfirmParams> = {
  card: { payment_method: 'pm_card_visa' },
  becs: {
    payment_method_data: {
      type: 'au_becs_debit',
      au_becs_debit: { bsb_number: '062000', account_number: '000123456' },
      billing_details: { name: 'Asha Rao', email: 'asha@client.example' },
    },
    mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
  },
  payto: { payment_method_data: { type: 'payto', payto: { pay_id: 'asha@client.example' } } },
};
const request = (kind: MethodKind) => ({
  kind,
  label: null,
  maxCents: kind === 'payto' ? 250_000 : null,
  termsAccepted: true as const,
});
const begin = (kind: MethodKind, id: string = randomUUID()) =>
  saveMethod({ ctx: asha, deps: world.deps, input: { id, request: request(kind) } });
const setupOf = (method: PaymentMethod) => method.handover?.clientSecret.split('_secret_')[0] ?? '';
const refresh = (id: string) => refreshMethod({ ctx: asha, deps: world.deps, input: { id } });

async function save(kind: MethodKind): Promise<PaymentMethod> {
  const begun = await begin(kind);
  const setup = await sdk.setupIntents.confirm(setupOf(begun), data[kind]);
  if (kind === 'payto') await control(`/mandates/${String(setup.mandate)}`, { answer: 'authorise' });
  return refresh(begun.id);
}

const pay = async (
  method: PaymentMethod,
  options: { amountCents?: number; ctx?: Ctx; po?: string | null } = {},
) => {
  const { amountCents = 11_000, ctx = asha, po = null } = options;
  const invoiceId = await world.invoice({ totalCents: amountCents });
  return payInvoices({
    ctx,
    deps: world.deps,
    input: {
      id: randomUUID(),
      request: {
        lines: [{ invoiceId, amountCents, poNumber: po, costCentre: null }],
        credits: [],
        expectedTotalCents: amountCents,
        rail: method.kind,
        paymentMethodId: method.id,
        clientReference: null,
        receiptEmail: null,
      },
    },
  });
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  );

/** Delivers the vendor's newest event of a type, and lets the inbox's job run. */
async function deliver(type: string): Promise<string> {
  const event = sandbox.stripe.account.store
    .all('event')
    .filter((one) => one.type === type)
    .at(-1);
  const payload = JSON.stringify(event);
  const header = sdk.webhooks.generateTestHeaderString({ payload, secret });
  const input = {
    vendor: 'stripe' as const,
    rawBody: Buffer.from(payload),
    headers: new Headers({ 'stripe-signature': header }),
  };
  const result = await receiveEvent({ deps: world.deps, input, traceId: 'e'.repeat(32) });
  await processInbox({
    deps: world.deps,
    log: silent,
    vendor: 'stripe',
    eventId: event?.id ?? '',
    traceId: 'e'.repeat(32),
  });
  return result;
}

describe('F8 saved methods', () => {
  it('S7 saves by the vendor’s form alone: no number comes here, and none is kept', async () => {
    const begun = await begin('becs');
    expect(begun).toMatchObject({ status: 'setting_up', handover: { vendor: 'stripe' }, last4: null });
    await sdk.setupIntents.confirm(setupOf(begun), data.becs);
    const method = await refresh(begun.id);
    expect(method).toMatchObject({
      status: 'active',
      last4: '3456',
      bsbMasked: '062-•••',
      holder: 'Asha Rao',
      handover: null,
    });
    const rows = await world.sql`select m::text as row from payment_method m`;
    expect(JSON.stringify(rows)).not.toContain('000123456');
  });

  it('a repeat of the request goes on with the same setup at the vendor', async () => {
    const id = randomUUID();
    const first = await begin('card', id);
    const second = await begin('card', id);
    expect(second.handover?.clientSecret).toBe(first.handover?.clientSecret);
  });

  it('is told by the vendor’s event too, once, in whatever order', async () => {
    const begun = await begin('payto');
    const setup = await sdk.setupIntents.confirm(setupOf(begun), data.payto);
    await control(`/mandates/${String(setup.mandate)}`, { answer: 'authorise' });
    expect(await deliver('mandate.updated')).toBe('parked');
    expect(await deliver('setup_intent.succeeded')).toBe('parked');
    expect(await deliver('setup_intent.succeeded')).toBe('duplicate');
    const { items } = await listMethods({ ctx: asha, deps: world.deps });
    expect(items).toMatchObject([
      { status: 'active', mandateMaxCents: 250_000, payIdMasked: 'as•••@client.example' },
    ]);
  });

  it('an agreement that ends in the bank’s app ends here, and autopay with it', async () => {
    const method = await save('payto');
    await world.sql`
      insert into autopay_rule (client_id, enabled, payment_method_id, max_cents, days_before_due, excludes_disputed, set_by_name, updated_at)
      values (${world.clients.a}, true, ${method.id}, 100000, 0, true, 'Asha Rao', now())`;
    const [row] = await world.sql<
      { ref: string }[]
    >`select mandate_ref as ref from payment_method where id = ${method.id}`;
    await control(`/mandates/${row?.ref}`, { answer: 'pause' });
    await deliver('mandate.updated');
    const { items } = await listMethods({ ctx: asha, deps: world.deps });
    expect(items.find(({ id }) => id === method.id)).toMatchObject({
      status: 'cancelled',
      usedByAutopay: false,
    });
    expect(await codeOf(pay(method))).toBe('payment_method_not_usable');
    expect(await world.sql`select enabled from autopay_rule`).toMatchObject([{ enabled: false }]);
    await world.sql`delete from autopay_rule`;
  });

  it('has one default, is paused and resumed, cancelled and removed; the row is kept', async () => {
    const [one, two] = [await save('card'), await save('becs')];
    const step = (verb: typeof makeDefault, id: string) =>
      verb({ ctx: asha, deps: world.deps, input: { id } });
    await step(makeDefault, one.id);
    expect(await step(makeDefault, two.id)).toMatchObject({ isDefault: true });
    expect(
      (await listMethods({ ctx: asha, deps: world.deps })).items.map(({ isDefault }) => isDefault),
    ).toEqual([true, false]);
    expect(await step(pauseMethod, two.id)).toMatchObject({ status: 'paused' });
    expect(await codeOf(pay(two))).toBe('payment_method_not_usable');
    expect(await step(resumeMethod, two.id)).toMatchObject({ status: 'active' });
    expect(await step(cancelMethod, two.id)).toMatchObject({ status: 'cancelled', isDefault: false });
    expect(await codeOf(step(resumeMethod, two.id))).toBe('payment_method_not_usable');
    await removeMethod({ ctx: asha, deps: world.deps, input: { id: one.id } });
    await removeMethod({ ctx: asha, deps: world.deps, input: { id: one.id } });
    expect((await listMethods({ ctx: asha, deps: world.deps })).items.map(({ id }) => id)).toEqual([two.id]);
    expect(await codeOf(step(makeDefault, one.id))).toBe('not_found');
    const [kept] = await world.sql<{ status: string; ref: string }[]>`
      select status, method_ref as ref from payment_method where id = ${one.id}`;
    expect(kept?.status).toBe('removed');
    expect((await sdk.paymentMethods.retrieve(kept?.ref ?? '')).customer).toBeNull();
  });

  it('is nobody else’s: another client finds, uses and changes nothing', async () => {
    const method = await save('card');
    const stranger = await world.user({ clientId: world.clients.b, capabilities: ['*'] });
    expect((await listMethods({ ctx: stranger, deps: world.deps })).items).toEqual([]);
    expect(await codeOf(makeDefault({ ctx: stranger, deps: world.deps, input: { id: method.id } }))).toBe(
      'not_found',
    );
    expect(await codeOf(removeMethod({ ctx: stranger, deps: world.deps, input: { id: method.id } }))).toBe(
      'not_found',
    );
  });
});

describe('E15 paying with a saved method', () => {
  it('charges a card at once, without the payer', async () => {
    const payment = await pay(await save('card'));
    expect(payment).toMatchObject({
      status: 'succeeded',
      handover: null,
      lines: [{ allocatedCents: 11_000 }],
    });
  });

  it('a debit of a saved account is initiated, not yet cleared', async () => {
    expect(await pay(await save('becs'))).toMatchObject({ status: 'processing', receipt: null });
  });

  it('a declined card fails with the reason', async () => {
    const method = await save('card');
    const [row] = await world.sql<
      { ref: string }[]
    >`select method_ref as ref from payment_method where id = ${method.id}`;
    sandbox.stripe.account.store.put('vault', { id: row?.ref ?? '', behaviour: 'insufficient_funds' });
    expect(await pay(method)).toMatchObject({ status: 'failed', failureCode: 'insufficient_funds' });
  });

  it('holds the authority: amount, order number and person', async () => {
    const method = await save('card');
    const set = (authority: object, expectedVersion: number) =>
      setAuthority({
        ctx: asha,
        deps: world.deps,
        input: {
          id: method.id,
          request: {
            limitCents: null,
            poRequired: false,
            allowedRoles: null,
            allowedUserIds: null,
            ...authority,
            expectedVersion,
          },
        },
      });
    const limited = await set({ limitCents: 10_999, poRequired: true }, method.version);
    expect(await codeOf(pay(limited))).toBe('payment_method_limit_exceeded');
    expect(await codeOf(pay(limited, { amountCents: 10_999 }))).toBe('po_number_missing');
    expect(await codeOf(pay(limited, { amountCents: 10_999, po: 'PO-1' }))).toBe('none');
    expect(await codeOf(set({}, method.version))).toBe('conflict');
    const others = await set({ allowedRoles: ['admin'], allowedUserIds: [] }, limited.version);
    expect(others.mayUse).toBe(false);
    expect(await codeOf(pay(others))).toBe('payment_method_not_allowed');
  });
});

describe('F8 notice of the end', () => {
  const watch = () => watchMethods({ deps: world.deps, log: silent, traceId: 'f'.repeat(32) });

  it('tells once that a card ends soon, and closes it after its last day', async () => {
    const method = await save('card');
    const end = new Date(world.deps.clock.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10);
    await world.sql`update payment_method set expires_on = ${end} where id = ${method.id}`;
    world.mails.length = 0;
    await watch();
    await watch();
    expect(world.mails).toMatchObject([{ subject: expect.stringMatching(/^Card ending in 4242 ends on /) }]);
    world.advance(22 * 86_400_000);
    await watch();
    world.advance(-22 * 86_400_000);
    const { items } = await listMethods({ ctx: asha, deps: world.deps });
    expect(items).toMatchObject([{ status: 'expired' }]);
  });

  it('drops what nobody finished saving', async () => {
    const { id } = await begin('card');
    world.advance(25 * 3_600_000);
    await watch();
    world.advance(-25 * 3_600_000);
    expect(await world.sql`select status from payment_method where id = ${id}`).toMatchObject([
      { status: 'removed' },
    ]);
  });
});

it('S41 only the house learns whose method a reference is', async () => {
  const method = await save('card');
  const owner = (scope: Ctx['scope']) =>
    world.db.read(
      scope,
      (tx) => tx`
      select * from app.owner_of_method('stripe', 'method', (select method_ref from payment_method where id = ${method.id}))`,
    );
  expect(await owner(asha.scope)).toHaveLength(0);
  expect(await owner(houseScope('test', 'a'.repeat(32), world.clients.a))).toHaveLength(1);
});
