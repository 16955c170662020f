import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** Stripe's published examples; they lie beside the project, not in it. */
const published = fileURLToPath(new URL('../../../../shared/specs/stripe-fixtures.json', import.meta.url));
const isPresent = existsSync(published);
const examples: JsonObject = isPresent ? JSON.parse(readFileSync(published, 'utf8')).resources : {};

/** Parts that depend on what was paid with, on the account, or hold arbitrary keys. */
const FREE = new Set([
  'metadata',
  'payment_method_options',
  'source',
  'shipping',
  'next_action',
  'wallet',
  'tip',
  'object',
]);

let sandbox: Sandbox;
const made: Record<string, unknown> = {};

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  const stripe = new Stripe('sk_test_x', { host: 'localhost', port: sandbox.port, protocol: 'http' });
  const card = { confirm: true, payment_method: 'pm_card_visa' } as const;
  const paid = await stripe.paymentIntents.create({ amount: 1_000, currency: 'aud', ...card });
  made.payment_intent = paid;
  made.charge = await stripe.charges.retrieve(String(paid.latest_charge));
  made.payment_method = await stripe.paymentMethods.retrieve(String(paid.payment_method));
  made.refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
  made.balance_transaction = (await stripe.balanceTransactions.list({ limit: 1 })).data[0];
  made.event = (await stripe.events.list({ limit: 1 })).data[0];
  made.customer = await stripe.customers.create({ email: 'finance@harbourview.example' });
  made.setup_intent = await stripe.setupIntents.create({});
  await stripe.paymentIntents.create({
    amount: 1_000,
    currency: 'aud',
    confirm: true,
    payment_method: 'pm_card_createDispute',
  });
  made.dispute = (await stripe.disputes.list({ limit: 1 })).data[0];
});
afterAll(() => sandbox.close());

/** Paths of the example that the object lacks, or has as another kind of value. */
function differences(example: JsonObject, object: unknown, at: string): string[] {
  if (!isJsonObject(object)) return [`${at} is no object`];
  return Object.entries(example).flatMap(([name, value]) => {
    const path = `${at}.${name}`;
    const own = object[name];
    if (!(name in object)) return [`${path} is missing`];
    if (own === null || own === undefined || value === null || FREE.has(name) || path === 'event.data.object')
      return [];
    if (isJsonObject(value)) return differences(value, own, path);
    return typeof own === typeof value ? [] : [`${path} is a ${typeof own}, not a ${typeof value}`];
  });
}

const resources = [
  'payment_intent',
  'charge',
  'payment_method',
  'refund',
  'balance_transaction',
  'event',
  'customer',
  'setup_intent',
  'dispute',
];

describe.skipIf(!isPresent)(
  'objects have the published shape (skipped where the published examples are absent)',
  () => {
    it.each(resources)('%s', (resource) => {
      const example = examples[resource];
      expect(isJsonObject(example) && differences(example, made[resource], resource)).toEqual([]);
    });
  },
);
