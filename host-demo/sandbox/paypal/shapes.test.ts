import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** PayPal's published descriptions; they lie beside the project, not in it. */
const folder = new URL('../../../../shared/specs/', import.meta.url);
const files = {
  orders: fileURLToPath(new URL('paypal-checkout_orders_v2.json', folder)),
  payments: fileURLToPath(new URL('paypal-payments_payment_v2.json', folder)),
  webhooks: fileURLToPath(new URL('paypal-notifications_webhooks_v1.json', folder)),
};
const isPresent = Object.values(files).every((file) => existsSync(file));

let sandbox: Sandbox;
const made: Record<string, unknown> = {};

async function api(method: string, path: string, body: unknown = undefined): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.origin}/paypal${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}
let token = '';

beforeAll(async () => {
  if (!isPresent) return;
  sandbox = await createSandbox({ port: 0 });
  const answer = await fetch(`${sandbox.origin}/paypal/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('client:secret')}` },
  });
  token = ((await answer.json()) as { access_token: string }).access_token;
  const order = (await api('POST', '/v2/checkout/orders', {
    intent: 'CAPTURE',
    purchase_units: [
      {
        amount: { currency_code: 'AUD', value: '110.50' },
        custom_id: 'client.payment',
        invoice_id: 'payment',
        description: 'Invoice INV-1',
      },
    ],
    payment_source: { paypal: { experience_context: { brand_name: 'Foyer' } } },
  })) as { id: string };
  made.created = order;
  made.refused = await api('POST', `/v2/checkout/orders/${order.id}/capture`, {});
  await fetch(`${sandbox.origin}/control/paypal/orders/${order.id}/approve`, { method: 'POST' });
  made.approved = await api('GET', `/v2/checkout/orders/${order.id}`);
  made.captured = await api('POST', `/v2/checkout/orders/${order.id}/capture`, {});
  const id = sandbox.paypal.account.store.all('capture')[0]?.id ?? '';
  made.capture = await api('GET', `/v2/payments/captures/${id}`);
  made.refund = await api('POST', `/v2/payments/captures/${id}/refund`, {
    amount: { currency_code: 'AUD', value: '10.00' },
  });
  made.order = await api('GET', `/v2/checkout/orders/${order.id}`);
  made.missing = await api('GET', '/v2/checkout/orders/NONE');
  made.event = sandbox.paypal.account.store.all('event').at(-1);
});
afterAll(() => sandbox?.close());

type Schemas = Record<string, JsonObject>;
const schemasOf = (file: string): Schemas => JSON.parse(readFileSync(file, 'utf8')).components.schemas;

/** A schema with everything that it refers to and is made of, as one list of parts. */
function partsOf(schema: JsonObject, all: Schemas, seen: readonly string[] = []): JsonObject[] {
  const name = typeof schema.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? '') : null;
  if (name !== null) {
    const referred = all[name];
    return referred && !seen.includes(name) ? partsOf(referred, all, [...seen, name]) : [];
  }
  const inner = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return [schema, ...inner.filter(isJsonObject).flatMap((part) => partsOf(part, all, seen))];
}

/** Where a value is not what its schema describes: a field that is not there, of another type, or not in the list. */
function differences(value: unknown, schema: JsonObject, all: Schemas, at: string): string[] {
  const parts = partsOf(schema, all);
  if (Array.isArray(value)) {
    const items = parts.map((part) => part.items).find(isJsonObject);
    return items ? value.flatMap((item, n) => differences(item, items, all, `${at}[${n}]`)) : [];
  }
  if (isJsonObject(value)) {
    const fields = parts.flatMap((part) => (isJsonObject(part.properties) ? [part.properties] : []));
    if (fields.length === 0) return [];
    const missing = parts
      .flatMap((part) => (Array.isArray(part.required) ? part.required : []))
      .filter((name) => typeof name === 'string' && !(name in value))
      .map((name) => `${at}.${name} is missing`);
    return [
      ...missing,
      ...Object.entries(value).flatMap(([name, inner]) => {
        const found = fields.map((part) => part[name]).find(isJsonObject);
        return found ? differences(inner, found, all, `${at}.${name}`) : [`${at}.${name} is not published`];
      }),
    ];
  }
  const types = parts.flatMap((part) => (typeof part.type === 'string' ? [part.type] : []));
  const kind = typeof value === 'number' ? ['number', 'integer'] : [typeof value];
  if (types.length > 0 && !types.some((type) => kind.includes(type))) return [`${at} is a ${typeof value}`];
  const choices = parts.flatMap((part) => (Array.isArray(part.enum) ? part.enum : []));
  if (choices.length > 0 && !choices.includes(String(value))) return [`${at} is ${String(value)}`];
  const patterns = parts.flatMap((part) => (typeof part.pattern === 'string' ? [part.pattern] : []));
  return patterns.some((pattern) => !new RegExp(pattern).test(String(value)))
    ? [`${at} is ${String(value)}`]
    : [];
}

describe.skipIf(!isPresent)(
  'PayPal’s objects have the published shape (skipped where the published descriptions are absent)',
  () => {
    it.each([
      ['created', 'orders', 'order'],
      ['approved', 'orders', 'order'],
      ['captured', 'orders', 'order'],
      ['order', 'orders', 'order'],
      ['capture', 'payments', 'capture-2'],
      ['refund', 'payments', 'refund'],
      ['event', 'webhooks', 'event'],
    ] as const)('%s', (name, file, schema) => {
      const all = schemasOf(files[file]);
      const found = all[schema] ?? all[schema.replace(/-2$/, '')];
      expect(found && differences(made[name], found, all, name)).toEqual([]);
    });

    it('and its refusals are published ones', () => {
      const published = readFileSync(files.orders, 'utf8');
      for (const name of ['refused', 'missing']) {
        const refusal = made[name] as { name: string; details: { issue: string }[] };
        expect(published).toContain(`"${refusal.name}"`);
        expect(published).toContain(`"${refusal.details[0]?.issue}"`);
      }
      for (const issue of ['INSTRUMENT_DECLINED', 'ORDER_ALREADY_CAPTURED', 'DUPLICATE_INVOICE_ID'])
        expect(published).toContain(`"${issue}"`);
    });
  },
);
