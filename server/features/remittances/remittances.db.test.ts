import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStatementFile } from '../../integrations/bank/index.ts';
import type { Ctx } from '../../ports/context.ts';
import { confirmLine } from '../bank/confirm-line.ts';
import { unmatchLine } from '../bank/decide-line.ts';
import { importStatements } from '../bank/import-statements.ts';
import { listStatementLines } from '../bank/list-statements.ts';
import { entry, fileOf } from '../bank/testing/statements.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, ledgerFaults, silent, type World } from '../payments/testing/world.ts';
import { listRemittances, sendRemittance, showRemittance } from './handle-remittances.ts';
import { remittance, remittanceRequest } from './remittances.contract.ts';

let world: World<FakeGateway>;
let ctx: Ctx;
beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  ctx = await world.user();
});
afterAll(async () => {
  expect(await ledgerFaults(world.sql)).toEqual([]);
  await world.close();
});

const numberOf = async (id: string): Promise<string> => {
  const [row] = await world.sql<{ number: string }[]>`select number from invoice where id = ${id}`;
  return row?.number ?? '';
};
const send = (by: Ctx, body: unknown, id = uuidv7()) =>
  sendRemittance({ ctx: by, deps: world.deps, input: { id, request: remittanceRequest.parse(body) } });

describe('remittances', () => {
  it('F9 one that is sent again under its id is one', async () => {
    const number = await numberOf(await world.invoice());
    const body = {
      reference: 'TWICE 1',
      totalCents: 500,
      lines: [{ invoiceNumber: number, amountCents: 500 }],
    };
    const id = uuidv7();
    const first = await send(ctx, body, id);
    expect(remittance.strict().safeParse(first).error).toBeUndefined();
    expect(await send(ctx, body, id)).toEqual(first);
    const rows = await world.sql`select 1 from remittance_line where remittance_id = ${id}`;
    const told =
      await world.sql`select 1 from audit_log where subject_id = ${id} and action = 'remittance.sent'`;
    expect([rows.length, told.length]).toEqual([1, 1]);
  });

  it('F2 nobody else reads it, and the numbers of other clients name nothing', async () => {
    const theirs = await numberOf(await world.invoice({ clientId: world.clients.b }));
    const sent = await send(ctx, {
      reference: 'FOREIGN 1',
      totalCents: 900,
      lines: [{ invoiceNumber: theirs, amountCents: 900 }],
    });
    expect(sent.lines[0]?.invoiceId).toBeNull();
    const other = await world.user({ clientId: world.clients.b });
    const shown = showRemittance({ ctx: other, deps: world.deps, input: { id: sent.id } });
    await expect(shown).rejects.toMatchObject({ code: 'not_found' });
    const page = await listRemittances({ ctx: other, deps: world.deps, input: { limit: 50 } });
    expect(page.items).toEqual([]);
  });

  it('F2 lines that come to another total, or a file that cannot be read whole, leave nothing', async () => {
    const before = await world.sql`select 1 from remittance`;
    const csv = 'Invoice number,Amount\nINV-1,10.00\nINV-2,ten';
    await expect(send(ctx, { reference: 'BAD', totalCents: 1_000, csv })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    const lines = [{ invoiceNumber: 'INV-1', amountCents: 999 }];
    await expect(send(ctx, { reference: 'BAD', totalCents: 1_000, lines })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    expect((await world.sql`select 1 from remittance`).length).toBe(before.length);
  });

  it('E13 the bank file books its transfer as it says, once the account is known to be the payer’s', async () => {
    const [first, second] = [
      await world.invoice({ totalCents: 20_100 }),
      await world.invoice({ totalCents: 40_400 }),
    ];
    const payerAccount = '06299900001111';
    await world.sql`insert into bank_payer ${world.sql({ payer_account: payerAccount, client_id: world.clients.a })}`;
    await send(ctx, {
      reference: 'ASHA 77',
      totalCents: 30_000,
      csv: `Invoice number,Amount\n${await numberOf(first)},201.00\n${await numberOf(second)},99.00`,
    });
    const announced = async () =>
      (await listRemittances({ ctx, deps: world.deps, input: { limit: 1 } })).items[0];
    expect(await announced()).toMatchObject({ reference: 'ASHA 77', matched: null });
    const bookedOn = new Date().toISOString().slice(0, 10);
    const ops: Ctx = {
      log: silent,
      scope: { ...ctx.scope, clientId: null, capabilities: ['bank:manage'], house: true },
    };
    const deps = { ...world.deps, readStatementFile };
    const come = async (bankRef: string) => {
      const line = entry(30_000, { bookedOn, bankRef, payerAccount, narrative: 'ASHA 77' });
      const bytes = fileOf([line], { from: bookedOn, to: bookedOn });
      const [statement] = (await importStatements({ ctx: ops, deps, input: { bytes } })).items;
      const input = { id: statement?.id ?? '', limit: 10 };
      return (await listStatementLines({ ctx: ops, deps: world.deps, input })).items[0];
    };
    const line = await come('A1');
    expect(line?.match).toMatchObject({ rule: 'remittance' });
    expect(line?.match?.explanation).toContain('under ASHA 77 is for');
    const rows = await world.sql<{ id: string; cents: number }[]>`
      select id, allocated_cents::integer as cents from invoice where id = any(${[first, second]}::uuid[])`;
    expect(new Map(rows.map(({ id, cents }) => [id, cents]))).toEqual(
      new Map([
        [first, 20_100],
        [second, 9_900],
      ]),
    );
    expect(await announced()).toMatchObject({ matched: { receivedOn: bookedOn } });
    const [payment] =
      await world.sql`select rail, captured_cents::integer as cents from payment where id = ${(await announced())?.matched?.paymentId ?? ''}`;
    expect(payment).toMatchObject({ cents: 30_000 });

    // The same amount once more is announced by nothing.
    expect((await come('A2'))?.match?.rule).not.toBe('remittance');

    // Taken back, it waits again, and the next transfer is what it announced.
    await unmatchLine({ ctx: ops, deps, input: { id: line?.id ?? '', reason: 'It was somebody else.' } });
    expect(await announced()).toMatchObject({ matched: null });
    expect((await come('A3'))?.match?.rule).toBe('remittance');
  });

  it('E13 is settled by the person who confirms what it suggested', async () => {
    const invoiceId = await world.invoice({ totalCents: 55_500 });
    const { id } = await send(ctx, {
      reference: 'STRANGER 9',
      totalCents: 55_500,
      lines: [{ invoiceNumber: await numberOf(invoiceId), amountCents: 55_500 }],
    });
    const bookedOn = new Date().toISOString().slice(0, 10);
    const ops: Ctx = {
      log: silent,
      scope: { ...ctx.scope, clientId: null, capabilities: ['bank:manage'], house: true },
    };
    const deps = { ...world.deps, readStatementFile };
    const bytes = fileOf([entry(55_500, { bookedOn, narrative: 'STRANGER 9' })], {
      from: bookedOn,
      to: bookedOn,
    });
    const [statement] = (await importStatements({ ctx: ops, deps, input: { bytes } })).items;
    const { items } = await listStatementLines({
      ctx: ops,
      deps,
      input: { id: statement?.id ?? '', limit: 10 },
    });
    expect(items[0]).toMatchObject({ matchStatus: 'suggested', match: { rule: 'remittance' } });
    const show = () => showRemittance({ ctx, deps: world.deps, input: { id } });
    expect(await show()).toMatchObject({ matched: null });
    const allocations = [{ clientId: world.clients.a, invoiceId, paymentId: null, amountCents: 55_500 }];
    await confirmLine({ ctx: ops, deps, input: { id: items[0]?.id ?? '', allocations } });
    expect(await show()).toMatchObject({ matched: { receivedOn: bookedOn } });
  });
});
