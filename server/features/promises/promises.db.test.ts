import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../ports/context.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, type World } from '../payments/testing/world.ts';
import { listPromises, promiseToPay, withdrawPromise } from './handle-promises.ts';

let world: World<FakeGateway>;
let ctx: Ctx;
beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  ctx = await world.user();
});
afterAll(() => world.close());

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const promise = (invoiceId: string, amountCents: number, id = uuidv7(), by = ctx) =>
  promiseToPay({
    ctx: by,
    deps: world.deps,
    input: { id, invoiceId, request: { amountCents, promisedOn: inDays(7), note: null } },
  });

describe('promises to pay', () => {
  it('F9 one that is made again under its id is one', async () => {
    const invoiceId = await world.invoice({ totalCents: 9_000 });
    const id = uuidv7();
    const first = await promise(invoiceId, 9_000, id);
    expect(first).toMatchObject({ status: 'open', amountCents: 9_000 });
    expect(await promise(invoiceId, 9_000, id)).toEqual(first);
    expect((await world.sql`select 1 from payment_promise where invoice_id = ${invoiceId}`).length).toBe(1);
  });

  it('F2 of twenty at once, those that are kept stay within what is owed', async () => {
    const invoiceId = await world.invoice({ totalCents: 9_000 });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => promise(invoiceId, 1_000)));
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBe(9);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'amount_above_balance' });
  });

  it('F2 one that is withdrawn makes room, and another client knows of none', async () => {
    const invoiceId = await world.invoice({ totalCents: 9_000 });
    const { id } = await promise(invoiceId, 9_000);
    await expect(promise(invoiceId, 1)).rejects.toMatchObject({ code: 'amount_above_balance' });
    const other = await world.user({ clientId: world.clients.b });
    const input = { id: invoiceId };
    for (const foreign of [
      () => promise(invoiceId, 1, uuidv7(), other),
      () => withdrawPromise({ ctx: other, deps: world.deps, input: { id } }),
      () => listPromises({ ctx: other, deps: world.deps, input }),
    ])
      await expect(foreign()).rejects.toMatchObject({ code: 'not_found' });
    await withdrawPromise({ ctx, deps: world.deps, input: { id } });
    await promise(invoiceId, 9_000);
    const { items } = await listPromises({ ctx, deps: world.deps, input });
    expect(items.map(({ status }) => status).sort()).toEqual(['open', 'withdrawn']);
  });
});
