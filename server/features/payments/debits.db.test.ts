import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { houseScope } from '../../db/scope.ts';
import { createStripeGateway } from '../../integrations/stripe/index.ts';
import type { Ctx } from '../../ports/context.ts';
import type { PaymentGateway } from '../../ports/payment-gateway.ts';
import { findOutcome } from './find-outcome.ts';
import type { Notice } from './notice.model.ts';
import { payInvoices } from './pay-invoices.ts';
import { processInbox } from './process-inbox.ts';
import { receiveEvent } from './receive-event.ts';
import { sendNotice } from './send-notice.ts';
import { showPayment } from './show-payment.ts';
import { createWorld, ledgerFaults, silent, type World } from './testing/world.ts';

const secret = 'whsec_debits';
const traceId = 'd'.repeat(32);
let sandbox: Sandbox;
let sdk: Stripe;
let world: World<PaymentGateway>;
let asha: Ctx;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  sdk = new Stripe('sk_test_sandbox', { host: 'localhost', port: sandbox.port, protocol: 'http' });
  world = await createWorld(
    createStripeGateway({
      secretKey: 'sk_test_sandbox',
      publishableKey: 'pk_test_sandbox',
      webhookSecrets: [secret],
      apiBaseUrl: sandbox.origin,
    }),
  );
  Object.assign(sandbox.stripe.account.banks, { becsClearsMs: null, payToClearsMs: null });
  asha = await world.user();
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});
beforeEach(() => {
  world.mails.length = 0;
});

const control = async (path: string, body: unknown = {}) => {
  const response = await fetch(`${sandbox.origin}/control/stripe${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
};

/** Opens a debit of an invoice and gives the account, as the payer does in the vendor's form. */
async function pay(amountCents = 11_000, rail: 'becs' | 'payto' = 'becs') {
  const invoiceId = await world.invoice({ totalCents: amountCents });
  const id = randomUUID();
  const opened = await payInvoices({
    ctx: asha,
    deps: world.deps,
    input: {
      id,
      request: {
        lines: [{ invoiceId, amountCents, poNumber: null, costCentre: null }],
        credits: [],
        expectedTotalCents: amountCents,
        rail,
        paymentMethodId: null,
        clientReference: null,
        receiptEmail: 'asha@client.example',
      },
    },
  });
  const ref =
    opened.handover?.vendor === 'stripe' ? (opened.handover.clientSecret.split('_secret_')[0] ?? '') : '';
  await sdk.paymentIntents.confirm(ref, {
    payment_method_data:
      rail === 'payto'
        ? { type: 'payto', payto: { pay_id: 'asha@client.example' } }
        : {
            type: 'au_becs_debit',
            au_becs_debit: { bsb_number: '000000', account_number: '000123456' },
            billing_details: { name: 'Asha Rao', email: 'asha@client.example' },
          },
    mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
  });
  return { id, invoiceId, ref };
}

type Events = { id: string; type: string }[];
const eventsOf = (ref: string): Events =>
  sandbox.stripe.account.store
    .all('event')
    .filter(({ data: { object } }) => object.id === ref || object.payment_intent === ref);

/** Delivers events as the vendor does, and lets the inbox's job look after those that wait. */
async function deliver(events: Events): Promise<void> {
  for (const event of events) {
    const payload = JSON.stringify(event);
    const headers = new Headers({
      'stripe-signature': sdk.webhooks.generateTestHeaderString({ payload, secret }),
    });
    const input = { vendor: 'stripe' as const, rawBody: Buffer.from(payload), headers };
    const result = await receiveEvent({ deps: world.deps, input, traceId });
    if (result === 'parked')
      await processInbox({ deps: world.deps, log: silent, vendor: 'stripe', eventId: event.id, traceId });
  }
}
const settle = (paymentId: string) =>
  findOutcome({ deps: world.deps, scope: houseScope('settle', traceId, world.clients.a), paymentId });
const show = (id: string) => showPayment({ ctx: asha, deps: world.deps, id });
const balanceOf = async (id: string) =>
  (
    await world.sql<{ cents: number }[]>`
    select (total_cents - allocated_cents)::integer as cents from invoice where id = ${id}`
  )[0]?.cents;
const noticesOf = async (id: string): Promise<Notice[]> =>
  (await world.jobs())
    .filter(({ task, payload }) => task === 'send-notice' && payload.paymentId === id)
    .map(({ payload }) => payload.notice as Notice);

describe('E11 E31 direct debits', () => {
  it('are initiated, not yet cleared, until the bank is done; then the invoice is paid', async () => {
    const { id, invoiceId, ref } = await pay();
    await deliver(eventsOf(ref));
    expect(await show(id)).toMatchObject({ status: 'processing', receipt: null, handover: null });
    expect(await balanceOf(invoiceId)).toBe(11_000);
    expect(await noticesOf(id)).toEqual(['initiated']);
    await control(`/debits/${ref}`, { outcome: 'succeed' });
    await deliver(eventsOf(ref));
    expect(await show(id)).toMatchObject({ status: 'succeeded', receipt: { number: expect.any(String) } });
    expect(await balanceOf(invoiceId)).toBe(0);
    await settle(id);
    expect(await world.sql`select fee_cents::integer from payment where id = ${id}`).toMatchObject([
      { fee_cents: 140 },
    ]);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it.each([
    ['insufficient_funds', 'insufficient_funds'],
    ['account_closed', 'account_closed'],
    ['debit_not_authorized', 'debit_not_authorised'],
  ])('that fail with %s leave the invoice open, and nothing at the vendor', async (reason, code) => {
    const { id, invoiceId, ref } = await pay();
    await deliver(eventsOf(ref));
    await control(`/debits/${ref}`, { outcome: 'fail', reason });
    await deliver(eventsOf(ref));
    const waiting = (await world.jobs())
      .filter(({ payload }) => payload.paymentId === id)
      .map(({ task }) => task);
    expect(waiting).toContain('settle-payment');
    await settle(id);
    // The vendor's word that its payment was closed says no other.
    await deliver(eventsOf(ref));
    expect(await show(id)).toMatchObject({ status: 'failed', failureCode: code, receipt: null });
    expect(await balanceOf(invoiceId)).toBe(11_000);
    expect((await sdk.paymentIntents.retrieve(ref)).status).toBe('canceled');
    expect(await noticesOf(id)).toEqual(['initiated', 'failed']);
  });

  it('are taken back after they cleared: the invoice opens again, and the payer is told', async () => {
    const { id, invoiceId, ref } = await pay();
    await control(`/debits/${ref}`, { outcome: 'succeed' });
    await deliver(eventsOf(ref));
    expect(await balanceOf(invoiceId)).toBe(0);
    await control(`/debits/${ref}/dishonour`);
    await deliver(eventsOf(ref));
    expect(await show(id)).toMatchObject({ status: 'dishonoured', lines: [{ allocatedCents: 0 }] });
    expect(await balanceOf(invoiceId)).toBe(11_000);
    expect(
      await world.sql`select kind, amount_cents::integer as cents from money_movement where payment_id = ${id} order by movement_no`,
    ).toMatchObject([
      { kind: 'capture', cents: 11_000 },
      { kind: 'dishonour', cents: -11_000 },
    ]);
    expect(await noticesOf(id)).toContain('dishonoured');
    expect(await ledgerFaults(world.sql)).toEqual([]);
    // Open again is payable again.
    expect((await pay()).id).toEqual(expect.any(String));
  });

  it('F2 end alike in every order of their events: created, processing, succeeded, refunded, dishonoured', async () => {
    const { ref: first } = await pay();
    expect(first).toMatch(/^pi_/);
    const ends = new Set<string>();
    for (const order of permutations([0, 1, 2, 3, 4])) {
      const { id, invoiceId, ref } = await pay();
      await control(`/debits/${ref}`, { outcome: 'succeed' });
      await sdk.refunds.create({ payment_intent: ref, amount: 1_000 });
      await control(`/debits/${ref}/dishonour`);
      const wanted = [
        'payment_intent.created',
        'payment_intent.processing',
        'payment_intent.succeeded',
        'charge.refunded',
        'charge.dispute.created',
      ];
      const five = wanted.flatMap((type) => eventsOf(ref).find((event) => event.type === type) ?? []);
      await deliver(order.flatMap((n) => five[n] ?? []));
      const { status, refundedCents, lines } = await show(id);
      ends.add(JSON.stringify([status, refundedCents, lines[0]?.allocatedCents, await balanceOf(invoiceId)]));
    }
    expect([...ends]).toEqual([JSON.stringify(['dishonoured', 1_000, 0, 11_000])]);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  }, 300_000);
});

describe('E11 PayTo', () => {
  const timesTold = async (id: string): Promise<number> =>
    (await world.sql`select 1 from outbox where topic = 'payment.changed' and subject_id = ${id}`).length;

  it('waits for the bank’s app, and is paid after the yes', async () => {
    const { id, ref } = await pay(5_500, 'payto');
    const mandate = sandbox.stripe.account.store.all('mandate').at(-1)?.id ?? '';
    await deliver(eventsOf(ref));
    // There is nothing to enter any more: the payer's browser only waits.
    expect(await show(id)).toMatchObject({ status: 'requires_action', handover: { step: 'await_bank' } });
    await control(`/mandates/${mandate}`, { answer: 'authorise' });
    await control(`/debits/${ref}`, { outcome: 'succeed' });
    await deliver(eventsOf(ref));
    expect((await show(id)).status).toBe('succeeded');
  });

  it('a no leaves the payment open for another try, with the reason when it ends', async () => {
    const { id, invoiceId, ref } = await pay(5_500, 'payto');
    const mandate = sandbox.stripe.account.store.all('mandate').at(-1)?.id ?? '';
    await deliver(eventsOf(ref));
    const told = await timesTold(id);
    await control(`/mandates/${mandate}`, { answer: 'decline' });
    await deliver(eventsOf(ref).filter(({ type }) => type === 'payment_intent.payment_failed'));
    const { payment } = await world.gateway.read(ref);
    expect(payment).toMatchObject({ state: 'requires_action', failure: 'mandate_declined' });
    expect(await show(id)).toMatchObject({ status: 'requires_action', handover: { step: 'enter_details' } });
    // The payment stands as before, and a page that waits for the answer hears of it all the same.
    expect(await timesTold(id)).toBe(told + 1);
    expect(await balanceOf(invoiceId)).toBe(5_500);
  });
});

describe('E31 mails about payments that take their time', () => {
  const send = (paymentId: string, notice: Notice) =>
    sendNotice({ deps: world.deps, log: silent, clientId: world.clients.a, paymentId, notice, traceId });

  it('say initiated, failed and dishonoured, each for what it is', async () => {
    const { id, ref } = await pay(412_050);
    await deliver(eventsOf(ref));
    await send(id, 'initiated');
    expect(world.mails).toMatchObject([
      { to: 'asha@client.example', subject: '$4,120.50 initiated, not yet cleared' },
    ]);
    expect(world.mails[0]?.text).toContain('It has not cleared yet: banks take up to 2 business days.');
    expect(world.mails[0]?.text).not.toMatch(/\bpaid\b/);
    await control(`/debits/${ref}`, { outcome: 'succeed' });
    await deliver(eventsOf(ref));
    // Overtaken by the receipt.
    await send(id, 'initiated');
    await send(id, 'dishonoured');
    expect(world.mails.map(({ subject }) => subject)).toEqual([
      '$4,120.50 initiated, not yet cleared',
      '$4,120.50 was dishonoured by the bank',
    ]);
    expect(new Set(world.mails.map(({ messageId }) => messageId)).size).toBe(2);
  });
});

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, n) =>
    permutations([...items.slice(0, n), ...items.slice(n + 1)]).map((rest) => [item, ...rest]),
  );
}
