import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syncBatch } from '../../../server/features/sync/sync.contract.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { type Receiver, startReceiver } from '../testing/receiver.ts';
import { ORDER } from './batches.ts';
import { DEMONSTRATION_SEED, generate } from './generate.ts';
import { pushAll } from './push.ts';
import { PushError } from './push-error.ts';

const TODAY = '2026-11-22';
const data = generate(DEMONSTRATION_SEED, TODAY);
let product: Receiver;
let expired: boolean;

beforeEach(async () => {
  expired = false;
  product = await startReceiver();
  product.answer = ({ path, headers }) => {
    if (path === '/oauth/token') return { status: 200, body: '{"access_token":"token-1","expires_in":600}' };
    if (headers.authorization !== 'Bearer token-1') return { status: 401 };
    if (expired) {
      expired = false;
      return { status: 401 };
    }
    return { status: 200, body: '{"inserted":1,"updated":0,"unchanged":0}' };
  };
});
afterEach(() => product.close());

const options = () => ({
  baseUrl: product.origin,
  tokenUrl: `${product.origin}/oauth/token`,
  clientId: 'core system',
  clientSecret: 'se:cret',
  data,
});
const deliveries = () => product.received.filter((call) => call.path.startsWith('/v1/sync/'));

describe('delivering the books (X1)', () => {
  it('sends every row once, in order, in batches that add up', async () => {
    const progress: number[] = [];
    const summary = await pushAll({ ...options(), onProgress: ({ done }) => progress.push(done) });
    const total = ORDER.reduce((sum, dataset) => sum + data[dataset].length, 0);
    expect(summary.rows).toBe(total);
    expect(progress.at(-1)).toBe(total);
    expect([...new Set(deliveries().map((call) => call.path))]).toEqual(
      ORDER.map((name) => `/v1/sync/${name}`),
    );
    for (const { body, headers } of deliveries()) {
      const batch = syncBatch.parse(JSON.parse(body));
      expect(batch.rows.length).toBeLessThanOrEqual(500);
      expect(batch.controlTotals.rows).toBe(batch.rows.length);
      expect(body.length).toBeLessThan(1_000_000);
      expect(headers['idempotency-key']).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
    const credentials = product.received[0]?.headers.authorization?.split(' ')[1] ?? '';
    expect(Buffer.from(credentials, 'base64').toString()).toBe('core%20system:se%3Acret');
    expect(product.received[0]?.body).toBe('grant_type=client_credentials&scope=sync');
  });

  it('repeats its batch ids and keys when it is repeated', async () => {
    await pushAll(options());
    const first = deliveries().map((call) => [
      JSON.parse(call.body).batchId,
      call.headers['idempotency-key'],
    ]);
    product.received.length = 0;
    await pushAll(options());
    expect(
      deliveries().map((call) => [JSON.parse(call.body).batchId, call.headers['idempotency-key']]),
    ).toEqual(first);
  });

  it('asks for a new token once, waits out a fault, and stops at a refusal', async () => {
    expired = true;
    await pushAll(options());
    expect(product.received.filter((call) => call.path === '/oauth/token')).toHaveLength(2);

    const normal = product.answer;
    let faults = 2;
    product.answer = (call, count) => {
      if (call.path.startsWith('/v1/sync/') && faults > 0) {
        faults -= 1;
        return { status: 503 };
      }
      return normal(call, count);
    };
    await pushAll(options());

    product.answer = (call, count) =>
      call.path === '/v1/sync/sites'
        ? { status: 422, body: '{"code":"batch_refused"}' }
        : normal(call, count);
    await expect(pushAll(options())).rejects.toThrow(PushError);
    await expect(pushAll(options())).rejects.toThrow(/sites batch .*: 422 .*batch_refused/);
  });
});

describe('the order to deliver', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox({ port: 0 });
  });
  afterEach(() => sandbox.close());

  const order = (body: unknown) =>
    fetch(`${sandbox.origin}/core-system/push`, { method: 'POST', body: JSON.stringify(body) });

  it('starts a push and tells how it goes', async () => {
    const { data: _data, ...target } = options();
    const started = await order({ ...target, today: TODAY });
    expect(started.status).toBe(202);
    const { id } = await started.json();
    await expect
      .poll(() => fetch(`${sandbox.origin}/core-system/push/${id}`).then((answer) => answer.json()))
      .toMatchObject({ state: 'done', dataset: 'payments' });
    const page = await fetch(`${sandbox.origin}/core-system/page`).then((answer) => answer.text());
    expect(page).toContain('<td>done</td>');
  });

  it('refuses an order that names no product', async () => {
    expect((await order({ baseUrl: 'nowhere' })).status).toBe(400);
    expect((await fetch(`${sandbox.origin}/core-system/push/none`)).status).toBe(404);
  });
});
