import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeCsv } from '../../../host-demo/sandbox/bank/formats/csv.ts';
import type { BankEntry } from '../../../host-demo/sandbox/bank/statement.ts';
import type { Scope } from '../../db/scope.ts';
import { readStatementFile } from '../../integrations/bank/index.ts';
import type { Ctx } from '../../ports/context.ts';
import { Fault } from '../../ports/fault.ts';
import { hasValidCheckDigit } from '../invoices/check-digit.model.ts';
import { printInvoice } from '../invoices/print-invoice.ts';
import { showBankReference } from '../invoices/show-bank-reference.ts';
import { payInvoices } from '../payments/pay-invoices.ts';
import { createFakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, ledgerFaults, silent, type World } from '../payments/testing/world.ts';
import type { BankLineView, BankStatementView } from './bank.contract.ts';
import { confirmLine } from './confirm-line.ts';
import { excludeLine, unmatchLine } from './decide-line.ts';
import { findCandidates } from './find-candidates.ts';
import { houseOf } from './house-of.ts';
import { importStatements } from './import-statements.ts';
import { listStatementLines } from './list-statements.ts';
import { lockPeriod } from './lock-period.ts';
import { settleStatement } from './settle-statement.ts';
import { showLine } from './show-line.ts';
import { bytesOf, entry, fileOf, statementOf } from './testing/statements.ts';

let world: World<ReturnType<typeof createFakeGateway>>;
let ops: Ctx;
let day = 0;

beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  const id = uuidv7();
  const scope: Scope = {
    clientId: null,
    actor: { kind: 'user', id, name: 'Olga Petrov' },
    capabilities: ['bank:manage'],
    siteIds: 'all',
    validUntil: null,
    house: true,
    traceId: 'a'.repeat(32),
  };
  ops = { scope, log: silent };
});
afterAll(async () => {
  expect(await ledgerFaults(world.sql)).toEqual([]);
  await world.close();
});
/** Each test has days of its own, so that none meets another's lines. */
beforeEach(() => {
  day += 1;
});

const deps = () => ({ ...world.deps, readStatementFile });
const today = () => `2026-03-${String(day).padStart(2, '0')}`;
const come = (amountCents: number, more: Partial<BankEntry> = {}) =>
  entry(amountCents, { bookedOn: today(), ...more });
const file = (...entries: BankEntry[]) => fileOf(entries, { from: today(), to: today() });
const take = (bytes: Uint8Array) => importStatements({ ctx: ops, deps: deps(), input: { bytes } });
const linesOf = async ({ id }: BankStatementView): Promise<BankLineView[]> =>
  (await listStatementLines({ ctx: ops, deps: world.deps, input: { id, limit: 200 } })).items;
async function takeOne(bytes: Uint8Array): Promise<{ statement: BankStatementView; lines: BankLineView[] }> {
  const [statement] = (await take(bytes)).items;
  if (!statement) throw new Error('nothing was imported');
  return { statement, lines: await linesOf(statement) };
}
const one = async (bytes: Uint8Array): Promise<BankLineView> => {
  const [line] = (await takeOne(bytes)).lines;
  if (!line) throw new Error('the statement has no line');
  return line;
};
const balanceOf = async (invoiceId: string): Promise<number> => {
  const [row] = await world.sql<{ cents: string }[]>`
    select total_cents - allocated_cents as cents from invoice where id = ${invoiceId}`;
  return Number(row?.cents);
};
const numberOf = async (invoiceId: string): Promise<string> => {
  const [row] = await world.sql<{ number: string }[]>`select number from invoice where id = ${invoiceId}`;
  return row?.number ?? '';
};
const paymentRow = async (id: string | null | undefined) => {
  const [row] = await world.sql<
    { status: string; captured: string; held: string; allocated: string; rail: string }[]
  >`select status, captured_cents as captured, held_cents as held, allocated_cents as allocated, rail from payment where id = ${id ?? null}`;
  return row;
};
const count = async (table: string): Promise<number> => {
  const [row] = await world.sql<{ n: number }[]>`select count(*)::integer as n from ${world.sql(table)}`;
  return row?.n ?? -1;
};
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  );

/** A waiting payment by BPAY, and the reference it is known by. */
async function basket(
  invoiceIds: string[],
  amountCents: number,
  rail: 'bpay' | 'eft' = 'bpay',
  clientId = world.clients.a,
) {
  const ctx = await world.user({ clientId });
  const payment = await payInvoices({
    ctx,
    deps: world.deps,
    input: {
      id: uuidv7(),
      request: {
        lines: invoiceIds.map((invoiceId) => ({ invoiceId, amountCents, poNumber: null, costCentre: null })),
        credits: [],
        expectedTotalCents: amountCents * invoiceIds.length,
        rail,
        paymentMethodId: null,
        clientReference: null,
        receiptEmail: 'payer@client.example',
      },
    },
  });
  return { id: payment.id, reference: payment.transfer?.reference ?? '' };
}

describe('F6 E13 money that came by bank', () => {
  it('F6 E13 pays a waiting basket by its reference, with a receipt that is mailed', async () => {
    const invoiceId = await world.invoice({ totalCents: 11_000 });
    const waiting = await basket([invoiceId], 11_000);
    const line = await one(file(come(11_000, { crn: waiting.reference, narrative: 'BPAY' })));
    expect(line).toMatchObject({ matchStatus: 'confirmed', match: { rule: 'reference', score: 1 } });
    expect(line.match?.explanation).toBe(
      `Reference ${waiting.reference} is a payment of a for $110.00; exactly that came.`,
    );
    expect(await paymentRow(waiting.id)).toMatchObject({
      status: 'succeeded',
      captured: '11000',
      allocated: '11000',
    });
    expect(await balanceOf(invoiceId)).toBe(0);
    expect(
      (await world.jobs()).filter(
        ({ task, payload }) => task === 'send-receipt' && payload.paymentId === waiting.id,
      ),
    ).toHaveLength(1);
  });

  describe('E13 R5 the invoices of a basket', () => {
    const ofA = async (totalCents: number) => ({
      clientId: world.clients.a,
      clientName: 'a',
      invoiceId: await world.invoice({ totalCents }),
      amountCents: totalCents,
    });
    const named = async <Asked extends { invoiceId: string }>(payment: { id: string }, asked: Asked) => ({
      ...asked,
      paymentId: payment.id,
      invoiceNumber: await numberOf(asked.invoiceId),
    });

    it('E13 R5 are named by the line that was matched to it: each client its own, and no other line any', async () => {
      const { b } = world.clients;
      const [first, second] = [await ofA(7_100), await ofA(7_100)];
      const invoiceId = await world.invoice({ clientId: b, totalCents: 8_200, siteIds: [] });
      const third = { clientId: b, clientName: 'b', invoiceId, amountCents: 8_200 };
      const own = await world.invoice({ totalCents: 9_300 });
      const ours = await basket([second.invoiceId, first.invoiceId], 7_100);
      const theirs = await basket([third.invoiceId], 8_200, 'eft', b);
      const { lines } = await takeOne(
        file(
          come(14_200, { crn: ours.reference, narrative: 'BPAY' }),
          come(8_000, { endToEnd: theirs.reference }),
          come(9_300, { narrative: `PAY ${await numberOf(own)}` }),
          come(-700, { narrative: 'ACCOUNT FEE' }),
        ),
      );
      expect(lines.map(({ matchStatus, asked }) => [matchStatus, asked])).toEqual([
        ['confirmed', [await named(ours, first), await named(ours, second)]],
        ['confirmed', [await named(theirs, third)]],
        ['confirmed', []],
        ['unmatched', []],
      ]);
    });

    it('E13 R5 are those of both clients where a person divides a line over a basket of each', async () => {
      const { a, b } = world.clients;
      const first = await ofA(5_100);
      const invoiceId = await world.invoice({ clientId: b, totalCents: 5_200, siteIds: [] });
      const second = { clientId: b, clientName: 'b', invoiceId, amountCents: 5_200 };
      const ours = await basket([first.invoiceId], 5_100);
      const theirs = await basket([invoiceId], 5_200, 'eft', b);
      const { id } = await one(file(come(10_300, { narrative: 'FOR BOTH BASKETS' })));
      await confirmLine({
        ctx: ops,
        deps: world.deps,
        input: {
          id,
          allocations: [
            { clientId: a, invoiceId: null, paymentId: ours.id, amountCents: 5_100 },
            { clientId: b, invoiceId: null, paymentId: theirs.id, amountCents: 5_200 },
          ],
        },
      });
      const { asked, matchStatus } = await showLine({ ctx: ops, deps: world.deps, input: { id } });
      expect(matchStatus).toBe('split');
      expect(asked).toHaveLength(2);
      expect(asked).toEqual(expect.arrayContaining([await named(ours, first), await named(theirs, second)]));
    });

    it('E13 R5 are named by a suggestion, and after a person confirmed it', async () => {
      const [first, second] = [await ofA(6_400), await ofA(6_400)];
      const waiting = await basket([first.invoiceId, second.invoiceId], 6_400, 'eft');
      const asked = [await named(waiting, first), await named(waiting, second)];
      const line = await one(file(come(12_700, { narrative: `THANKS ${waiting.reference}` })));
      expect(line).toMatchObject({ matchStatus: 'suggested', asked });
      const { a: clientId } = world.clients;
      await confirmLine({
        ctx: ops,
        deps: world.deps,
        input: {
          id: line.id,
          allocations: [{ clientId, invoiceId: null, paymentId: waiting.id, amountCents: 12_700 }],
        },
      });
      const show = () => showLine({ ctx: ops, deps: world.deps, input: { id: line.id } });
      expect(await show()).toMatchObject({ matchStatus: 'confirmed', asked });
      await unmatchLine({ ctx: ops, deps: world.deps, input: { id: line.id, reason: 'Not theirs' } });
      expect(await show()).toMatchObject({ matchStatus: 'unmatched', asked: [] });
    });

    it("S40 stay unnamed where a decision names one client and another's payment", async () => {
      const { invoiceId } = await ofA(5_900);
      const waiting = await basket([invoiceId], 5_900);
      const line = await one(file(come(5_900, { crn: waiting.reference })));
      expect(line.asked).toHaveLength(1);
      const wrong = { id: uuidv7(), decision_no: 9, client_id: world.clients.b };
      await world.sql`
        insert into bank_match select (jsonb_populate_record(m, ${world.sql.json(wrong)})).* from bank_match m where line_id = ${line.id}`;
      await world.sql`update bank_line set decision_no = 9 where id = ${line.id}`;
      const seen = await showLine({ ctx: ops, deps: world.deps, input: { id: line.id } });
      expect(seen.match?.parts).toMatchObject([{ clientId: world.clients.b, paymentId: waiting.id }]);
      expect(seen.asked).toEqual([]);
    });
  });

  it('E13 keeps what is over as credit and leaves open what is missing', async () => {
    const [less, more] = [
      await world.invoice({ totalCents: 5_000 }),
      await world.invoice({ totalCents: 5_000 }),
    ];
    const [short, over] = [await basket([less], 5_000, 'eft'), await basket([more], 5_000, 'eft')];
    await take(file(come(3_000, { endToEnd: short.reference }), come(7_500, { endToEnd: over.reference })));
    expect([await balanceOf(less), await balanceOf(more)]).toEqual([2_000, 0]);
    expect(await paymentRow(over.id)).toMatchObject({ captured: '7500', allocated: '5000' });
    // The rest comes a day later on the same payment.
    await take(
      fileOf([entry(2_000, { bookedOn: '2026-04-20', endToEnd: short.reference })], {
        from: '2026-04-20',
        to: '2026-04-20',
      }),
    );
    expect(await balanceOf(less)).toBe(0);
    expect(await paymentRow(short.id)).toMatchObject({
      status: 'succeeded',
      captured: '5000',
      allocated: '5000',
    });
  });

  it('E13 changes nothing when the same file, or an overlapping one, comes again', async () => {
    const invoiceId = await world.invoice({ totalCents: 20_000 });
    const waiting = await basket([invoiceId], 20_000);
    const paid = come(20_000, { crn: waiting.reference });
    const bytes = file(paid);
    expect(await take(bytes)).toMatchObject({ repeated: false });
    const before = [
      await count('payment'),
      await count('allocation'),
      await count('bank_line'),
      await count('receipt'),
    ];
    const again = await take(bytes);
    expect(again).toMatchObject({ repeated: true, items: [{ lineCount: 1, counts: { confirmed: 1 } }] });
    const overlapping = await take(
      fileOf([paid, entry(1, { bookedOn: today(), narrative: 'INTEREST' })], {
        from: today(),
        to: today(),
        openingCents: 1,
      }),
    );
    expect(overlapping.items[0]).toMatchObject({ lineCount: 2, knownCount: 1, counts: { unmatched: 1 } });
    expect([
      await count('payment'),
      await count('allocation'),
      await count('bank_line'),
      await count('receipt'),
    ]).toEqual(before.map((n, at) => (at === 2 ? n + 1 : n)));
  });

  it('E13 counts two equal payments of one day both', async () => {
    const invoiceId = await world.invoice({ totalCents: 10_000 });
    const number = await numberOf(invoiceId);
    const twin = () => come(5_000, { bankRef: 'TWIN', narrative: `PAYMENT ${number}` });
    const { lines } = await takeOne(file(twin(), twin()));
    expect(lines.map(({ occurrenceNo, matchStatus }) => [occurrenceNo, matchStatus])).toEqual([
      [1, 'confirmed'],
      [2, 'confirmed'],
    ]);
    expect(await balanceOf(invoiceId)).toBe(0);
    const { statement } = await takeOne(
      fileOf([twin(), twin(), twin()], { from: today(), to: today(), openingCents: 7 }),
    );
    expect(statement).toMatchObject({ knownCount: 2, counts: { unmatched: 1 } });
  });

  it('E13 F9 quarantines a truncated file and a wrong closing balance, and books nothing', async () => {
    const invoiceId = await world.invoice({ totalCents: 4_000 });
    const waiting = await basket([invoiceId], 4_000);
    const before = [await count('payment'), await count('allocation'), await count('bank_line')];
    const whole = file(come(4_000, { crn: waiting.reference }));
    const truncated = await take(whole.subarray(0, whole.length - 40));
    expect(truncated.items).toMatchObject([
      { status: 'quarantined', account: null, counts: { confirmed: 0 } },
    ]);
    expect(truncated.items[0]?.faults[0]).toContain('not whole');
    const wrong = await take(bytesOf(new TextDecoder().decode(whole).replace('5040.00', '5041.00')));
    expect(wrong.items[0]).toMatchObject({ status: 'quarantined' });
    expect(wrong.items[0]?.faults[0]).toContain('does not foot');
    expect(await take(whole.subarray(0, whole.length - 40))).toMatchObject({ repeated: true });
    expect([await count('payment'), await count('allocation'), await count('bank_line')]).toEqual(before);
    expect(await balanceOf(invoiceId)).toBe(4_000);
  });

  it('E13 keeps every line and decision with what it belongs to', async () => {
    const { lines } = await takeOne(file(come(100, { narrative: 'INTEREST' })));
    const copy = (table: 'bank_line' | 'bank_match', change: object) =>
      world.sql`insert into ${world.sql(table)} select (jsonb_populate_record(r, ${world.sql.json({ id: uuidv7(), ...change })})).* from ${world.sql(table)} r
        where ${world.sql(table === 'bank_line' ? 'id' : 'line_id')} = ${lines[0]?.id ?? ''} limit 1`;
    const stray = { statement_id: uuidv7(), line_no: 9, occurrence_no: 9 };
    await expect(copy('bank_line', stray)).rejects.toMatchObject({ code: '23503' });
    await expect(copy('bank_match', { line_id: uuidv7() })).rejects.toMatchObject({ code: '23503' });
    await copy('bank_match', { decision_no: 9 });
    for (const table of ['bank_statement', 'bank_line']) {
      await expect(world.sql`delete from ${world.sql(table)}`).rejects.toMatchObject({ code: '23001' });
      await expect(world.sql`truncate ${world.sql(table)} cascade`).rejects.toMatchObject({ code: '23001' });
    }
  });

  it('E13 takes a statement of many lines whose texts are hard to copy', async () => {
    const odd = 'tab\\t back\\\\slash \\N "quoted" {brace} ünïcode 中文';
    const entries = Array.from({ length: 1_200 }, (_, n) =>
      come(100 + n, { bankRef: `M${n}`, narrative: `${odd} ${n}` }),
    );
    const [statement] = (await take(file(...entries))).items;
    expect(statement).toMatchObject({ status: 'imported', lineCount: 1_200 });
    await settleStatement({ deps: world.deps, scope: ops.scope, statementId: statement?.id ?? '' });
    const rows = await world.sql`
      select l.line_no, l.amount_cents, l.narrative, l.bank_ref, l.crn, l.reversal, m.explanation, m.allocations from bank_line l join bank_match m on m.line_id = l.id
      where l.statement_id = ${statement?.id ?? ''} order by l.line_no`;
    expect(rows).toHaveLength(1_200);
    expect(rows[1_199]).toMatchObject({
      line_no: 1_200,
      narrative: `${odd} 1199`,
      bank_ref: 'M1199',
      crn: null,
      reversal: false,
      allocations: [],
    });
    expect(await take(file(...entries))).toMatchObject({ repeated: true });
  });

  it('E13 tells equal payments apart and known lines from new ones in a statement of several portions', async () => {
    const invoiceId = await world.invoice({ totalCents: 10_000 });
    const number = await numberOf(invoiceId);
    const twin = () => come(5_000, { bankRef: 'FAR', narrative: `PAYMENT ${number}` });
    const between = Array.from({ length: 20_500 }, (_, n) => come(7, { bankRef: `P${n}` }));
    const entries = [twin(), ...between, twin()];
    const settle = async (bytes: Uint8Array) => {
      const [statement] = (await take(bytes)).items;
      await settleStatement({
        deps: world.deps,
        scope: houseOf(ops.scope, null),
        statementId: statement?.id ?? '',
      });
      return (await take(bytes)).items[0];
    };
    expect(await settle(file(...entries))).toMatchObject({
      status: 'done',
      lineCount: 20_502,
      knownCount: 0,
      counts: { confirmed: 2, unmatched: 20_500 },
    });
    expect(await balanceOf(invoiceId)).toBe(0);
    const overlapping = fileOf([...entries, twin()], { from: today(), to: today(), openingCents: 7 });
    expect(await settle(overlapping)).toMatchObject({
      status: 'done',
      lineCount: 20_503,
      knownCount: 20_502,
      counts: { unmatched: 1 },
    });
  });

  it('E13 quarantines days that came in another format before', async () => {
    await take(file(come(100, { narrative: 'INTEREST' })));
    const csv = writeCsv(
      statementOf([come(100, { narrative: 'INTEREST' })], { from: today(), to: today() }),
      'nab',
    );
    const [statement] = (await take(bytesOf(csv))).items;
    expect(statement).toMatchObject({ status: 'quarantined', format: 'csv', profile: 'nab' });
    expect(statement?.faults[0]).toContain('came as camt053 before');
  });

  it('E13 matches an invoice number in the narrative, then the account that it taught', async () => {
    const [first, second, third] = [
      await world.invoice({ totalCents: 31_100 }),
      await world.invoice({ totalCents: 32_200 }),
      await world.invoice({ totalCents: 33_300 }),
    ];
    const payerAccount = '06200011110001';
    const { lines } = await takeOne(
      file(
        come(65_500, { payerAccount, narrative: 'SUNDRY' }),
        come(31_100, {
          payerAccount,
          narrative: `inv ${(await numberOf(first)).replace('INV-', '')} thanks INV ${(await numberOf(first)).slice(4)}`,
        }),
      ),
    );
    expect(lines.map(({ match }) => match?.rule)).toEqual(['payer_subset', 'invoice_number']);
    expect(lines[0]).toMatchObject({ matchStatus: 'split' });
    expect([await balanceOf(first), await balanceOf(second), await balanceOf(third)]).toEqual([0, 0, 0]);
  });

  it('E13 never books an amount alone: it is suggested, and a person confirms it', async () => {
    const invoiceId = await world.invoice({ totalCents: 77_777 });
    const line = await one(file(come(77_777, { narrative: 'ONLINE TRANSFER' })));
    expect(line).toMatchObject({
      matchStatus: 'suggested',
      match: {
        rule: 'amount',
        parts: [{ clientId: world.clients.a, allocations: [{ invoiceId, amountCents: 77_777 }] }],
      },
    });
    expect(await balanceOf(invoiceId)).toBe(77_777);
    const confirm = (allocations: { invoiceId: string | null; amountCents: number }[]) =>
      confirmLine({
        ctx: ops,
        deps: world.deps,
        input: {
          id: line.id,
          allocations: allocations.map((part) => ({ clientId: world.clients.a, paymentId: null, ...part })),
        },
      });
    expect(await codeOf(confirm([{ invoiceId, amountCents: 77_776 }]))).toBe('allocation_mismatch');
    expect(await codeOf(confirm([{ invoiceId: uuidv7(), amountCents: 77_777 }]))).toBe('not_found');
    await confirm([
      { invoiceId, amountCents: 70_000 },
      { invoiceId: null, amountCents: 7_777 },
    ]);
    expect(await balanceOf(invoiceId)).toBe(7_777);
    expect(await codeOf(confirm([{ invoiceId, amountCents: 77_777 }]))).toBe('bank_line_decided');
  });

  it('E13 splits one line over two clients', async () => {
    const mine = await world.invoice({ totalCents: 1_500 });
    const theirs = await world.invoice({ clientId: world.clients.b, totalCents: 2_500, siteIds: [] });
    const line = await one(file(come(4_000, { narrative: 'FOR BOTH' })));
    await confirmLine({
      ctx: ops,
      deps: world.deps,
      input: {
        id: line.id,
        allocations: [
          { clientId: world.clients.a, invoiceId: mine, paymentId: null, amountCents: 1_500 },
          { clientId: world.clients.b, invoiceId: theirs, paymentId: null, amountCents: 2_500 },
        ],
      },
    });
    expect([await balanceOf(mine), await balanceOf(theirs)]).toEqual([0, 0]);
    // What belongs to one client is not another's, whoever asks.
    const again = await one(file(come(900, { narrative: 'WRONG WAY ROUND' })));
    const foreign = await world.invoice({ totalCents: 900 });
    expect(
      await codeOf(
        confirmLine({
          ctx: ops,
          deps: world.deps,
          input: {
            id: again.id,
            allocations: [
              { clientId: world.clients.b, invoiceId: foreign, paymentId: null, amountCents: 900 },
            ],
          },
        }),
      ),
    ).toBe('not_found');
  });

  it('E13 F7 takes back what the bank reverses, and the invoice is owed again', async () => {
    const invoiceId = await world.invoice({ totalCents: 6_600 });
    const waiting = await basket([invoiceId], 6_600);
    await take(file(come(6_600, { crn: waiting.reference, bankRef: 'CHQ9' })));
    expect(await balanceOf(invoiceId)).toBe(0);
    const back = await one(
      fileOf(
        [
          entry(-6_600, {
            bookedOn: '2026-04-21',
            bankRef: 'CHQ9',
            narrative: 'DISHONOURED CHEQUE',
            reversal: true,
          }),
        ],
        { from: '2026-04-21', to: '2026-04-21' },
      ),
    );
    expect(back).toMatchObject({ matchStatus: 'confirmed', match: { rule: 'reversal' } });
    expect(await balanceOf(invoiceId)).toBe(6_600);
    expect(await paymentRow(waiting.id)).toMatchObject({ status: 'dishonoured', held: '0', allocated: '0' });
    // Money that comes for it later is a payment of its own, for the same invoice.
    await take(
      fileOf([entry(6_600, { bookedOn: '2026-04-22', crn: waiting.reference })], {
        from: '2026-04-22',
        to: '2026-04-22',
      }),
    );
    expect(await balanceOf(invoiceId)).toBe(0);
  });

  it('E13 books money for a cancelled payment as credit', async () => {
    const invoiceId = await world.invoice({ totalCents: 8_800 });
    const waiting = await basket([invoiceId], 8_800);
    await world.sql`update payment set status = 'cancelled' where id = ${waiting.id}`;
    const other = await basket([invoiceId], 8_800);
    await take(file(come(8_800, { crn: other.reference }), come(8_800, { crn: waiting.reference })));
    expect(await balanceOf(invoiceId)).toBe(0);
    expect(await paymentRow(waiting.id)).toMatchObject({
      status: 'succeeded',
      captured: '8800',
      allocated: '0',
    });
  });

  it('E13 takes a confirmed line back by a reversal event, and books it again elsewhere', async () => {
    const [wrong, right] = [
      await world.invoice({ totalCents: 4_321 }),
      await world.invoice({ totalCents: 4_321 }),
    ];
    const line = await one(file(come(4_321, { narrative: `PAY ${await numberOf(wrong)}` })));
    expect(line.matchStatus).toBe('confirmed');
    await unmatchLine({
      ctx: ops,
      deps: world.deps,
      input: { id: line.id, reason: 'Meant for the other one' },
    });
    expect(await balanceOf(wrong)).toBe(4_321);
    expect(await paymentRow(line.match?.parts[0]?.paymentId)).toMatchObject({
      status: 'cancelled',
      captured: '0',
    });
    await confirmLine({
      ctx: ops,
      deps: world.deps,
      input: {
        id: line.id,
        allocations: [{ clientId: world.clients.a, invoiceId: right, paymentId: null, amountCents: 4_321 }],
      },
    });
    expect([await balanceOf(wrong), await balanceOf(right)]).toEqual([4_321, 0]);
  });

  it('E13 excludes with a reason and locks a period', async () => {
    const line = await one(file(come(-250, { narrative: 'ACCOUNT FEE' })));
    const lock = (lockedThrough: string) =>
      world.sql<{ id: string }[]>`select account_id as id from bank_line where id = ${line.id}`.then(
        ([row]) =>
          lockPeriod({
            ctx: ops,
            deps: world.deps,
            input: { id: row?.id ?? '', lockedThrough, reason: 'February is closed' },
          }),
      );
    expect(line.matchStatus).toBe('unmatched');
    const early = fileOf([entry(-100, { bookedOn: '2026-02-10', narrative: 'OLD FEE' })], {
      from: '2026-02-10',
      to: '2026-02-10',
    });
    const old = await one(early);
    expect(await codeOf(lock('2026-02-28'))).toBe('bank_lines_undecided');
    await excludeLine({ ctx: ops, deps: world.deps, input: { id: old.id, reason: 'Bank fee' } });
    expect(await lock('2026-02-28')).toMatchObject({ lockedThrough: '2026-02-28', numberMasked: '•••678' });
    expect(
      await codeOf(unmatchLine({ ctx: ops, deps: world.deps, input: { id: old.id, reason: 'Not so' } })),
    ).toBe('period_locked');
    const late = await take(
      fileOf([entry(999, { bookedOn: '2026-02-11' })], { from: '2026-02-11', to: '2026-02-11' }),
    );
    expect(late.items[0]).toMatchObject({
      status: 'quarantined',
      faults: ['1 new lines are of the period that is locked through 2026-02-28'],
    });
    await expect(
      world.sql`update bank_line set match_status = 'unmatched' where id = ${old.id}`,
    ).rejects.toThrow('locked');
  });

  it('E13 finds candidates by amount, by text and by client', async () => {
    const invoiceId = await world.invoice({ clientId: world.clients.b, totalCents: 123_456, siteIds: [] });
    const line = await one(file(come(123_456, { narrative: 'WHO' }), come(5, { narrative: 'X' })));
    const find = async (query?: string) =>
      (await findCandidates({ ctx: ops, deps: world.deps, input: { id: line.id, query } })).items;
    expect(await find()).toMatchObject([
      { invoiceId, clientId: world.clients.b, explanation: 'Exactly $1,234.56 is open.' },
    ]);
    expect((await find((await numberOf(invoiceId)).slice(-4))).map((item) => item.invoiceId)).toContain(
      invoiceId,
    );
    expect(await find('no such thing')).toEqual([]);
  });

  it('E13 finds a waiting payment by the invoices that it is for, and says what is asked for each', async () => {
    const invoiceIds = [
      await world.invoice({ totalCents: 7_700 }),
      await world.invoice({ totalCents: 7_700 }),
    ];
    const numbers = await Promise.all(invoiceIds.map(numberOf));
    const waiting = await basket(invoiceIds, 3_300);
    const line = await one(file(come(6_001, { narrative: 'WHO' })));
    const found = await findCandidates({
      ctx: ops,
      deps: world.deps,
      input: { id: line.id, query: numbers[1] },
    });
    expect(found.items.find(({ paymentId }) => paymentId === waiting.id)).toMatchObject({
      target: 'basket',
      label: waiting.reference,
      balanceCents: 6_600,
      asked: numbers.toSorted().map((invoiceNumber) => ({ invoiceNumber, amountCents: 3_300 })),
    });
    expect(found.items.find(({ invoiceId }) => invoiceId === invoiceIds[1])).toMatchObject({ asked: [] });
    expect(found.items.some(({ invoiceId }) => invoiceId === invoiceIds[0])).toBe(false);
  });

  it('E13 recognises a vendor payout and books no second time', async () => {
    const before = await count('payment');
    const line = await one(file(come(99_000, { endToEnd: 'po_1Qab23CdEfGh45', narrative: 'STRIPE PAYOUT' })));
    expect(line).toMatchObject({
      matchStatus: 'confirmed',
      match: { rule: 'vendor_payout', parts: [{ vendorRef: 'po_1Qab23CdEfGh45' }] },
    });
    expect(await count('payment')).toBe(before);
  });

  it('F6 goes on after a stop between matching and booking, and two workers book once', async () => {
    const invoiceId = await world.invoice({ totalCents: 2_222 });
    const waiting = await basket([invoiceId], 2_222);
    let writes = 0;
    const stopping = {
      ...deps(),
      db: {
        ...world.db,
        write: ((scope, work) => {
          writes += 1;
          if (writes === 3) throw new Error('stopped');
          return world.db.write(scope, work);
        }) as typeof world.db.write,
      },
    };
    const bytes = file(come(2_222, { crn: waiting.reference }));
    await expect(importStatements({ ctx: ops, deps: stopping, input: { bytes } })).rejects.toThrow('stopped');
    expect(await balanceOf(invoiceId)).toBe(2_222);
    const [statement] = (await take(bytes)).items;
    expect(statement).toMatchObject({ status: 'matched', counts: { auto_matched: 1 } });
    const settle = () =>
      settleStatement({ deps: world.deps, scope: ops.scope, statementId: statement?.id ?? '' });
    await Promise.all([settle(), settle(), settle()]);
    expect(await balanceOf(invoiceId)).toBe(0);
    expect(await paymentRow(waiting.id)).toMatchObject({ captured: '2222' });
  });

  it('S40 shows nothing of the bank to anybody but the house', async () => {
    const { scope } = await world.user();
    const seen = await world.db.read({ ...scope, capabilities: ['*'] }, async (tx) => [
      ...(await tx`select 1 from bank_line`),
      ...(await tx`select 1 from bank_statement`),
      ...(await tx`select 1 from bank_match`),
      ...(await tx`select 1 from bank_payer`),
    ]);
    expect(seen).toEqual([]);
  });
});

describe('E13 an invoice by bank', () => {
  it("E13 has one reference of its own, by the biller's rule, and is paid by it", async () => {
    const invoiceId = await world.invoice({ totalCents: 91_300 });
    const ctx = await world.user({ capabilities: ['invoices:read'] });
    const ask = () => showBankReference({ ctx, deps: world.deps, input: { id: invoiceId } });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(second.reference).toBe(first.reference);
    expect(hasValidCheckDigit(first.reference, 'MOD10V01')).toBe(true);
    expect(await ask()).toMatchObject({ reference: first.reference, bpay: { billerCode: '123456' } });
    const other = await world.user({ clientId: world.clients.b });
    expect(await codeOf(showBankReference({ ctx: other, deps: world.deps, input: { id: invoiceId } }))).toBe(
      'not_found',
    );
    const line = await one(file(come(91_300, { narrative: `HARBOUR ${first.reference} THANKS` })));
    expect(line).toMatchObject({ matchStatus: 'confirmed', match: { rule: 'reference' } });
    expect(await balanceOf(invoiceId)).toBe(0);
    const printed = await printInvoice({ ctx, deps: world.deps, input: { id: invoiceId } });
    expect(printed.bytes.length).toBeGreaterThan(1_000);
  });
});
