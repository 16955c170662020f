import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import Stripe from 'stripe';
import { type Bench, webhookSecret } from '../support/bench.ts';
import { type Figure, figure } from '../support/figure.ts';
import { requestText } from '../support/load.ts';
import { type Asker, seedInvoices } from '../support/seed.ts';

const connections = 32;
const stripe = new Stripe('sk_test_bench');

/** Signed events of the payment vendor: kept and, where they speak of a payment, booked in the same commit. */
export async function* inbox(bench: Bench): AsyncGenerator<Figure> {
  const count = bench.isFull ? 10_000 : 4_000;
  const database = await bench.database();
  const askers = await seedInvoices(database.superuser, 10_000);
  await database.superuser`create table bare_inbox (id text primary key, payload jsonb)`;
  const bare = await bench.child<{ port: number }>('bare-inbox', { DATABASE_URL: database.superuserUrl });
  const server = await bench.server(database);
  const load = await bench.load();
  const deliver = async (port: number, requests: string[]) =>
    (await load.drive({ port, requests, connections })).perSecond;

  const kept = eventsOf(count, () => ({
    type: 'customer.updated',
    object: { id: 'cus_bench', object: 'customer' },
  }));
  // A server that runs for days has compiled what it does often.
  const others = () => requestsOf(eventsOf(2_000, () => ({ type: 'customer.updated', object: {} })));
  await deliver(bare.ready.port, others());
  await deliver(server.port, others());
  const reference = await deliver(bare.ready.port, requestsOf(kept));
  const firsts = await deliver(server.port, requestsOf(kept));
  const again = await deliver(server.port, requestsOf(kept));
  const note = `${connections} connections, durable commits; reference: Hono + postgres.js, one unsigned insert an event`;
  yield figure({
    name: 'webhook inbox, events kept',
    value: firsts,
    unit: 'events/s',
    reference,
    goal: { of: 'value', atLeast: 1_000 },
    note,
  });
  yield figure({
    name: 'webhook inbox, duplicates against firsts',
    value: again,
    unit: 'events/s',
    reference: firsts,
    goal: { of: 'ratio', atLeast: 1 },
  });

  const payments = await seedPayments(database.superuser, askers, bench.isFull ? 4_000 : 800);
  const captures = payments.map(capture);
  const booked = await deliver(server.port, requestsOf(captures));
  const repeated = await deliver(server.port, requestsOf(captures));
  const [sums] = await database.superuser<{ n: number }[]>`select count(*)::integer as n from receipt`;
  if (sums?.n !== payments.length) throw new Error(`${payments.length} payments made ${sums?.n} receipts`);
  yield figure({
    name: 'webhook inbox, captures booked in the same commit',
    value: booked,
    unit: 'events/s',
    reference,
    goal: { of: 'value', atLeast: 1_000 },
    note: `${note}; each books the ledger, the audit log, the outbox and a receipt, of eight clients`,
  });
  yield figure({
    name: 'webhook inbox, duplicates of captures against firsts',
    value: repeated,
    unit: 'events/s',
    reference: booked,
    goal: { of: 'ratio', atLeast: 1 },
  });
}

type Event = { id: string; type: string; body: string };

function eventsOf(count: number, make: () => { type: string; object: object }): Event[] {
  return Array.from({ length: count }, () => event(make()));
}

function event({ type, object }: { type: string; object: object }): Event {
  const id = `evt_${randomUUID().replaceAll('-', '')}`;
  const created = Math.floor(Date.now() / 1000);
  const body = {
    id,
    object: 'event',
    api_version: '2026-01-01',
    created,
    livemode: false,
    type,
    data: { object },
  };
  return { id, type, body: JSON.stringify(body) };
}

const requestsOf = (events: readonly Event[]): string[] =>
  events.map(({ body }) => {
    const signature = stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret });
    return requestText('POST', '/webhooks/stripe', { 'stripe-signature': signature }, body);
  });

type OpenPayment = { clientId: string; paymentId: string; vendorRef: string; amountCents: number };

/** Payments of one invoice each that the vendor has been asked for. */
async function seedPayments(superuser: Sql, askers: readonly Asker[], count: number): Promise<OpenPayment[]> {
  return superuser<OpenPayment[]>`
    with chosen as (
      select i.client_id, i.id as invoice_id, gen_random_uuid() as payment_id, i.total_cents, row_number() over () as n
      from (select *, row_number() over (partition by client_id order by id) as place from invoice
        where client_id in ${superuser(askers.map(({ clientId }) => clientId))}) i
      where place <= ${Math.min(50, Math.ceil(count / askers.length))}),
    paid as (
      insert into payment (client_id, id, rail, vendor, vendor_ref, status, amount_cents, receipt_email, requested_by, requested_by_name, trace_id, provenance)
      select client_id, payment_id, 'card', 'stripe', 'pi_' || replace(payment_id::text, '-', ''), 'requires_action', total_cents, 'payer@client.example', ${'00000000-0000-7000-8000-000000000001'}, 'Payer', repeat('1', 32), 'derived'
      from chosen returning client_id, id, vendor_ref),
    lines as (insert into payment_line select client_id, payment_id, invoice_id, total_cents from chosen)
    select p.client_id as "clientId", p.id as "paymentId", p.vendor_ref as "vendorRef", c.total_cents::integer as "amountCents"
    from paid p join chosen c on c.payment_id = p.id`;
}

const capture = ({ clientId, paymentId, vendorRef, amountCents }: OpenPayment): Event =>
  event({
    type: 'payment_intent.succeeded',
    object: {
      id: vendorRef,
      object: 'payment_intent',
      amount: amountCents,
      amount_received: amountCents,
      currency: 'aud',
      status: 'succeeded',
      latest_charge: null,
      last_payment_error: null,
      metadata: { client_id: clientId, payment_id: paymentId },
    },
  });
