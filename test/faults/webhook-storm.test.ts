import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../host-demo/sandbox/create-sandbox.ts';
import type { Payment } from '../../server/features/payments/payments.contract.ts';
import { ledgerFaults } from '../../server/features/payments/testing/world.ts';
import { seedInvoice } from '../support/seed-invoice.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { makeClient, type TestClient } from '../support/two-clients.ts';

const full = process.env.FOYER_FULL === '1';
const count = full ? 500 : 25;
const perPayment = 20;
const secret = 'whsec_storm';
const stripe = new Stripe('sk_test_x');

let sandbox: Sandbox;
let server: TestServer;
let client: TestClient;
let headers: Record<string, string>;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  server = await startTestServer({
    env: {
      STRIPE_SECRET_KEY: 'sk_test_sandbox',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
      STRIPE_WEBHOOK_SECRET: secret,
      STRIPE_API_BASE: sandbox.origin,
      STRIPE_SCRIPT_URL: `${sandbox.origin}/stripe/v3/`,
      SMTP_URL: `smtp://localhost:${sandbox.smtpPort}`,
    },
  });
  client = await makeClient(server.superuser, 'harbour');
  headers = await server.signIn(client.emailOf('finance'));
});
afterAll(async () => {
  await server.close();
  await sandbox.close();
});

async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
    }),
  );
}
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

async function pay(invoiceId: string, amountCents: number): Promise<Payment> {
  const answer = await server.call('/v1/payments', {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    json: {
      lines: [{ invoiceId, amountCents }],
      expectedTotalCents: amountCents,
      rail: 'card',
      receiptEmail: `p${amountCents}@client.example`,
    },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as Payment;
}

async function capture(paymentId: string): Promise<void> {
  const intent = sandbox.stripe.account.store
    .all('payment_intent')
    .find(({ metadata }) => metadata.payment_id === paymentId);
  const answer = await fetch(`${sandbox.origin}/control/stripe/succeed`, {
    method: 'POST',
    body: JSON.stringify({ paymentIntent: intent?.id }),
  });
  expect(answer.status).toBe(200);
}

async function deliver(event: unknown): Promise<void> {
  const payload = JSON.stringify(event);
  const answer = await server.call('/webhooks/stripe', {
    method: 'POST',
    body: payload,
    headers: { 'stripe-signature': stripe.webhooks.generateTestHeaderString({ payload, secret }) },
  });
  expect(answer.status).toBe(200);
}

describe('F1 webhooks in a storm, through the whole server', () => {
  it(`${count * perPayment} deliveries of ${count} payments, 64 at a time, shuffled and doubled: one booking, one receipt, one mail each`, async () => {
    const payments: Payment[] = [];
    await inParallel(
      Array.from({ length: count }, (_, n) => 10_000 + n),
      8,
      async (amountCents) => {
        const invoiceId = await seedInvoice(server.superuser, client, {
          totalCents: amountCents,
          number: `S-${amountCents}`,
        });
        payments.push(await pay(invoiceId, amountCents));
      },
    );
    await inParallel(payments, 8, ({ id }) => capture(id));
    const events = sandbox.stripe.account.store.all('event');
    const repeats = Math.ceil((count * perPayment) / events.length);
    const deliveries = shuffled(Array.from({ length: repeats }, () => events).flat()).slice(
      0,
      count * perPayment,
    );
    // Each event at least once, whatever the shuffle left out.
    await inParallel([...deliveries, ...events], 64, deliver);

    const wanted = payments.reduce((sum, { amountCents }) => sum + amountCents, 0);
    const [sums] = await server.superuser`
      select sum(captured_cents)::integer as captured, sum(allocated_cents)::integer as allocated, count(*)::integer as payments,
        (select count(*)::integer from receipt) as receipts, (select sum(amount_cents)::integer from allocation) as ledger,
        (select count(*)::integer from inbox where processed_at is null) as waiting
      from payment where status = 'succeeded'`;
    expect(sums).toEqual({
      captured: wanted,
      allocated: wanted,
      payments: count,
      receipts: count,
      ledger: wanted,
      waiting: 0,
    });
    expect(await ledgerFaults(server.superuser)).toEqual([]);

    await expect
      .poll(async () => (await server.superuser`select 1 from receipt where sent_at is null`).length, {
        timeout: 90_000,
        interval: 300,
      })
      .toBe(0);
    const recipients = sandbox.mailbox
      .list()
      .map((mail) => JSON.stringify(mail).match(/p\d+@client\.example/)?.[0]);
    expect(recipients.sort()).toEqual(
      payments.map(({ amountCents }) => `p${amountCents}@client.example`).sort(),
    );
  }, 600_000);

  it('S64 keeps no client secret: not in a table, not in a log', async () => {
    const secrets = sandbox.stripe.account.store
      .all('payment_intent')
      .map(({ client_secret }) => String(client_secret));
    expect(secrets.length).toBeGreaterThan(0);
    const log = server.lines.join('\n');
    expect(secrets.filter((text) => log.includes(text))).toEqual([]);
    const tables = await server.superuser<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`;
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await server.superuser.unsafe<{ n: number }[]>(
        `select count(*)::integer as n from ${name} t where t::text like '%\\_secret\\_%'`,
      );
      if (row && row.n > 0) found.push(`${name}: ${row.n}`);
    }
    expect(found).toEqual([]);
  });
});
