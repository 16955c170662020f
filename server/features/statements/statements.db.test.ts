import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf, readWays, textOf } from '../../../test/support/read-pdf.ts';
import type { Scope } from '../../db/scope.ts';
import { moneyText } from '../../pdf/words.ts';
import { ageReceivables } from '../invoices/index.ts';
import { clientSample, siteSample } from '../sync/testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse } from '../sync/testing/sync-house.ts';
import { exportStatement, printStatement } from './print-statement.ts';
import { showStatement } from './show-statement.ts';
import {
  type Statement,
  statementPaperQuery,
  statementQuery,
  statement as statementSchema,
} from './statements.contract.ts';

let house: SyncHouse;
let person: Scope;
let sites: string[];
const zone = 'Australia/Sydney';

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha'), clientSample('beta')]);
  await house.push('sites', [siteSample('alpha', 's1'), siteSample('alpha', 's2')]);
  const [client] = await house.all`select client_id from client where external_id = 'alpha'`;
  person = personScope(client?.client_id);
  sites = (await house.all`select id from site order by external_id`).map((row) => row.id as string);
  // Rows are written as somebody: the ledger's triggers run behind the same policies as everybody.
  await house.all`select set_config('app.client_id', ${person.clientId}, false), set_config('app.capabilities', '*', false),
    set_config('app.sites', 'all', false), set_config('app.house', 'yes', false)`;
});
afterAll(() => house.close());

const dayAt = (n: number): string => new Date(Date.UTC(2025, 5, 1 + n)).toISOString().slice(0, 10);
const instantAt = (n: number, hour = 12): string => `${dayAt(n)}T${String(hour).padStart(2, '0')}:30:00Z`;
const show = (query: object, scope = person): Promise<Statement> =>
  showStatement({ ctx: { scope, log: house.log }, deps: house.deps, input: statementQuery.parse(query) });

let serial = 0;
/** All of one length: lines of one day are in the order of their numbers as text. */
const nextNumber = (): string => {
  serial += 1;
  return String(serial).padStart(5, '0');
};
async function addInvoice(
  day: number,
  cents: number,
  more: { standing?: string; at?: number; site?: number } = {},
) {
  const id = v7();
  const gst = Math.round(cents / 11);
  await house.all`
    insert into invoice (client_id, id, number, issued_on, due_on, gst_rounding_method, net_cents, gst_cents, total_cents, standing, site_ids, search_text, source, external_id, source_updated_at)
    values (${person.clientId}, ${id}, ${`S-${nextNumber()}`}, ${dayAt(day)}, ${dayAt(day + 14)}, 'total', ${cents - gst}, ${gst}, ${cents}, 'issued',
      ${[sites[more.site ?? 0] ?? '']}::uuid[], '', 'test', ${id}, ${instantAt(day)})`;
  if (more.standing)
    await house.all`update invoice set standing = ${more.standing}, source_updated_at = ${instantAt(more.at ?? day)} where id = ${id}`;
  return id;
}
async function addCreditNote(day: number, invoiceId: string, cents: number) {
  const id = v7();
  await house.all`
    insert into credit_note (client_id, id, number, issued_on, of_invoice_id, reason, gst_rounding_method, net_cents, gst_cents, total_cents, source, external_id, source_updated_at)
    values (${person.clientId}, ${id}, ${`=C-${nextNumber()}`}, ${dayAt(day)}, ${invoiceId}, '=HYPERLINK("x")', 'total', ${cents}, 0, ${cents}, 'test', ${id}, ${instantAt(day)})`;
  return id;
}
async function addPayment(day: number, cents: number, surcharge = 0) {
  const id = v7();
  await house.all`
    insert into payment (client_id, id, rail, status, amount_cents, captured_cents, surcharge_cents, provenance, cleared_at)
    values (${person.clientId}, ${id}, 'eft', 'succeeded', ${cents}, ${cents}, ${surcharge}, 'derived', ${instantAt(day)})`;
  return id;
}
const allocate = (
  day: number,
  invoiceId: string,
  giver: { payment?: string; note?: string },
  cents: number,
  hour = 12,
) =>
  house.all`
    insert into allocation (client_id, id, invoice_id, payment_id, credit_note_id, amount_cents, allocated_at, actor)
    values (${person.clientId}, ${v7()}, ${invoiceId}, ${giver.payment ?? null}, ${giver.note ?? null}, ${cents}, ${instantAt(day, hour)}, 'test')`;

/** What is owed now, straight from the sums that the ledger keeps on its rows. */
async function owedNow(): Promise<number> {
  const [row] = await house.all<{ cents: string }[]>`
    select (select coalesce(sum(total_cents - allocated_cents), 0) from invoice where client_id = ${person.clientId} and standing = 'issued')
      - (select coalesce(sum(total_cents - allocated_cents), 0) from credit_note where client_id = ${person.clientId})
      - (select coalesce(sum(held_cents - allocated_cents), 0) from payment where client_id = ${person.clientId}) as cents`;
  return Number(row?.cents);
}

const late = '2030-01-01';

describe('statements', () => {
  it('E14 foot to the ledger to the cent over random histories, on any days, for the account and for a site', async () => {
    const pick = fc.nat(1_000);
    const deeds = fc.array(
      fc.tuple(
        fc.constantFrom('invoice', 'void', 'note', 'payment', 'refund', 'dishonour', 'chargeback'),
        fc.nat(200),
        fc.integer({ min: 2, max: 500_000 }),
        pick,
      ),
      {
        minLength: 6,
        maxLength: 14,
      },
    );
    const invoices: { id: string; room: number }[] = [];
    const payments: string[] = [];
    await fc.assert(
      fc.asyncProperty(deeds, fc.nat(230), fc.nat(230), async (history, one, two) => {
        for (const [deed, day, cents, choice] of history) {
          const invoice = invoices[choice % Math.max(1, invoices.length)];
          const payment = payments[choice % Math.max(1, payments.length)];
          if (deed === 'invoice')
            invoices.push({ id: await addInvoice(day, cents, { site: choice % 2 }), room: cents });
          if (deed === 'void')
            await addInvoice(day, cents, {
              standing: choice % 2 ? 'void' : 'written_off',
              at: choice % 230,
              site: choice % 2,
            });
          if (deed === 'note' && invoice) {
            const id = await addCreditNote(day, invoice.id, cents);
            const used = Math.min(cents, invoice.room);
            // Sometimes dated before its own documents, and close to a midnight of ours.
            if (used > 0) await allocate(choice % 230, invoice.id, { note: id }, used, choice % 24);
            invoice.room -= used;
          }
          if (deed === 'payment') {
            const id = await addPayment(day, cents, choice % 3 ? 0 : Math.min(cents, 150));
            payments.push(id);
            const [row] = await house.all<
              { held: string }[]
            >`select held_cents as held from payment where id = ${id}`;
            const used = invoice ? Math.min(Number(row?.held) - (choice % 2), invoice.room) : 0;
            if (invoice && used > 0) {
              await allocate(day, invoice.id, { payment: id }, used, choice % 24);
              invoice.room -= used;
              payments.pop();
            }
          }
          if (deed === 'refund' && payment)
            await house.all`update payment set refunded_cents = captured_cents / 2 where id = ${payment} and not dishonoured`;
          if (deed === 'dishonour' && payment)
            await house.all`update payment set dishonoured = true where id = ${payment}`;
          if (deed === 'chargeback' && payment)
            await house.all`update payment set dispute = 'open', disputed_cents = captured_cents where id = ${payment} and not dishonoured`;
        }
        expect((await show({ asAt: late })).closingCents).toBe(await owedNow());
        const [from = '', to = ''] = [dayAt(one), dayAt(two)].sort();
        for (const siteId of [undefined, sites[0]]) {
          const scoped = siteId ? { siteId } : {};
          const [activity, open, whole] = [
            await show({ mode: 'activity', from, to, ...scoped }),
            await show({ asAt: to, ...scoped }),
            await show({ mode: 'activity', from, to: late, ...scoped }),
          ];
          const before = await show({
            asAt: new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10),
            ...scoped,
          });
          expect(activity.closingCents).toBe(open.closingCents);
          expect(activity.openingCents).toBe(before.closingCents);
          expect(whole.closingCents).toBe((await show({ asAt: late, ...scoped })).closingCents);
          for (const made of [activity, open]) {
            expect(made.openingCents + made.addedCents + made.takenCents).toBe(made.closingCents);
            expect(made.lines.at(-1)?.balanceCents ?? made.openingCents).toBe(made.closingCents);
          }
          const owed = open.lines
            .filter((line) => line.kind === 'invoice')
            .reduce((sum, line) => sum + line.amountCents, 0);
          expect(open.aging.totalCents).toBe(owed);
        }
      }),
      { numRuns: 12 },
    );
  }, 300_000);

  it('E14 aging at the end of today is what it is now', async () => {
    await addInvoice(200, 4_400);
    const ctx = { scope: person, log: house.log };
    const now = await ageReceivables({ ctx, deps: house.deps, input: {} });
    const then = await ageReceivables({ ctx, deps: house.deps, input: { asAt: late } });
    expect(then.totalCents).toBe(now.totalCents);
    expect(then.unallocatedCents).toBe(now.unallocatedCents);
  });

  it('E15 says the same figures in JSON, on paper and in the file, and runs no formula', async () => {
    await addCreditNote(10, await addInvoice(10, 123_456), 789);
    const ctx = { scope: person, log: house.log };
    for (const query of [{ mode: 'activity', from: dayAt(0), to: dayAt(229) }, { asAt: dayAt(229) }]) {
      const made = await show(query);
      expect(statementSchema.strict().safeParse(made).error).toBeUndefined();
      const input = statementQuery.parse(query);
      const { text } = await exportStatement({ ctx, deps: house.deps, input });
      const rows = text.slice(1).trim().split('\r\n').slice(1);
      const figures = rows
        .filter(
          (row) => !/"(Opening|Added|Taken|Closing|Age|Overdue|In dispute|Promised|Credit not yet)/.test(row),
        )
        .map((row) =>
          row
            .split(',')
            .slice(-4, -1)
            .map((cell) => Math.round(Number(cell) * 100)),
        );
      expect(figures).toEqual(
        made.lines.map((line) => [line.totalCents, line.amountCents, line.balanceCents]),
      );
      expect(text).toContain(`"Closing balance",,,,,,,${(made.closingCents / 100).toFixed(2)}`);
      expect(text).not.toMatch(/(^|,)"[=+@-]/m);
      expect(text).toContain(`"'=C-`);
      const { bytes } = await printStatement({
        ctx,
        deps: house.deps,
        input: { ...input, invoices: false },
      });
      expect((await PDFDocument.load(bytes)).getTitle()).toContain('Statement');
      expect(moneyText(made.closingCents)).toMatch(/\$/);
    }
  });

  it('S40 shows a person of one site no more than its invoices, and a stranger nothing', async () => {
    const local = await show({ asAt: late }, { ...person, siteIds: [sites[0] ?? ''] });
    expect(local.wholeAccount).toBe(false);
    expect(new Set(local.lines.map((line) => line.kind))).toEqual(new Set(['invoice']));
    const [other] = await house.all`select client_id from client where external_id = 'beta'`;
    const foreign = await show({ asAt: late }, personScope(other?.client_id));
    expect(foreign).toMatchObject({ lines: [], closingCents: 0, unallocatedCents: 0 });
  });

  const bundle = async (query: object, scope = person) => {
    const input = statementPaperQuery.parse({ ...query, invoices: 'true' });
    const { bytes } = await printStatement({ ctx: { scope, log: house.log }, deps: house.deps, input });
    return { bytes, titles: (await readWays(bytes)).outline.map(({ title }) => title) };
  };

  it('F7 its invoices follow a statement in the same file, each of them once and as on its own paper', async () => {
    for (const cents of [2, 123_457, 9_900_000]) await addInvoice(600, cents);
    const range = { mode: 'activity', from: dayAt(600), to: dayAt(600) };
    const named = (await show(range)).lines.filter(({ kind }) => kind === 'invoice');
    const { bytes, titles } = await bundle(range);
    expect(named.map(({ totalCents }) => totalCents)).toEqual([2, 123_457, 9_900_000]);
    expect(titles.slice(1)).toEqual(named.map(({ reference }) => `Tax invoice ${reference}`));
    const text = textOf(await readPdf(bytes));
    for (const { totalCents } of named)
      expect(text).toContain(`Total including GST ${moneyText(totalCents)}`);
  });

  it('F7 refuses more invoices than it can attach, and leaves none out in silence', async () => {
    for (let n = 0; n < 51; n += 1) await addInvoice(400, 1_100);
    const range = { mode: 'activity', from: dayAt(400), to: dayAt(400) };
    await expect(bundle(range)).rejects.toMatchObject({ code: 'too_many_invoices' });
  });

  it('S40 S43 attaches no invoice of another site, and none of another client', async () => {
    const [ours, elsewhere] = [await addInvoice(500, 2_200), await addInvoice(500, 3_300, { site: 1 })];
    const range = { mode: 'activity', from: dayAt(500), to: dayAt(500) };
    const numberOf = async (id: string) =>
      (await house.all`select number from invoice where id = ${id}`)[0]?.number;
    const { titles } = await bundle(range, { ...person, siteIds: [sites[0] ?? ''] });
    expect(titles).toContain(`Tax invoice ${await numberOf(ours)}`);
    expect(titles).not.toContain(`Tax invoice ${await numberOf(elsewhere)}`);
    const [other] = await house.all`select client_id from client where external_id = 'beta'`;
    expect((await bundle(range, personScope(other?.client_id))).titles).toEqual([]);
  });

  it('E15 a day ends at midnight where the contractor is', async () => {
    const before = await show({ asAt: dayAt(100) });
    const id = await addInvoice(90, 50_000);
    // 14:30 UTC is past midnight in Sydney: it counts on the day after.
    await allocate(100, id, { payment: await addPayment(100, 50_000) }, 50_000, 14);
    const at = async (day: number) =>
      (await show({ asAt: dayAt(day), mode: 'open_item' })).lines.some((line) => line.invoiceId === id);
    expect([await at(89), await at(100), await at(101)]).toEqual([false, true, false]);
    expect(before.to).toBe(dayAt(100));
    expect(zone).toBe(house.deps.supplier.timeZone);
  });
});
