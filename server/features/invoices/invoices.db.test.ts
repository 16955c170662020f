import { PDFDocument } from 'pdf-lib';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../db/scope.ts';
import type { Fault } from '../../ports/fault.ts';
import {
  clientSample,
  creditNoteSample,
  invoiceSample,
  paymentSample,
  siteSample,
} from '../sync/testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse } from '../sync/testing/sync-house.ts';
import { ageReceivables } from './age-receivables.ts';
import { aging, invoice, invoicePage, invoiceQuery } from './invoices.contract.ts';
import { listInvoices } from './list-invoices.ts';
import { printInvoice } from './print-invoice.ts';
import { showInvoice } from './show-invoice.ts';

let house: SyncHouse;
let alpha: Scope;
let beta: Scope;
const idOf: Record<string, string> = {};
const siteOf: Record<string, string> = {};

const list = (scope: Scope, query: Record<string, string> = {}) =>
  listInvoices({ ctx: { scope, log: house.log }, deps: house.deps, input: invoiceQuery.parse(query) });
const numbers = async (scope: Scope, query: Record<string, string> = {}) =>
  (await list(scope, query)).items.map((item) => item.number);
const show = (scope: Scope, id: string) =>
  showInvoice({ ctx: { scope, log: house.log }, deps: house.deps, input: { id } });
const age = (scope: Scope, siteId?: string[]) =>
  ageReceivables({ ctx: { scope, log: house.log }, deps: house.deps, input: { siteId } });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (fault: Fault) => fault.code,
  );

/** The day is 15 January 2026 in Sydney. */
beforeAll(async () => {
  house = await openSyncHouse(new Date('2026-01-14T14:00:00.000Z'));
  await house.push('clients', [clientSample('alpha'), clientSample('beta')]);
  await house.push('sites', [siteSample('alpha', 'a1'), siteSample('alpha', 'a2'), siteSample('beta', 'b1')]);
  const due = (dueOn: string, issuedOn = '2025-09-01') => ({ dueOn, issuedOn });
  await house.push('invoices', [
    invoiceSample('alpha', 'today', [{ netCents: 10_000, site: 'a1', workbill: 'WB-501' }], {
      ...due('2026-01-15', '2026-01-02'),
      poNumber: 'PO_100%',
    }),
    invoiceSample('alpha', 'late1', [{ netCents: 20_000, site: 'a1' }], due('2026-01-14', '2025-12-15')),
    invoiceSample('alpha', 'late30', [{ netCents: 30_000, site: 'a2' }], due('2025-12-16')),
    invoiceSample(
      'alpha',
      'late31',
      [
        { netCents: 40_000, site: 'a1' },
        { netCents: 1_000, site: 'a2' },
      ],
      due('2025-12-15'),
    ),
    invoiceSample('alpha', 'late90', [{ netCents: 50_000 }], due('2025-10-17')),
    invoiceSample('alpha', 'late91', [{ netCents: 60_000 }], due('2025-10-16')),
    invoiceSample('alpha', 'void', [{ netCents: 70_000 }], { ...due('2025-10-16'), status: 'void' }),
    invoiceSample('alpha', 'paid', [{ netCents: 80_000, gstCode: 'FRE' }], due('2025-10-16')),
    invoiceSample('beta', 'other', [{ netCents: 90_000, site: 'b1' }], due('2025-10-16')),
  ]);
  await house.push('payments', [
    paymentSample('alpha', 'p1', 90_000, [
      { invoiceExternalId: 'paid', amountCents: 80_000 },
      { invoiceExternalId: 'late91', amountCents: 5_000 },
    ]),
  ]);
  await house.push('credit-notes', [
    creditNoteSample('alpha', 'c1', 'late90', [{ netCents: 1_000 }], {
      allocations: [{ invoiceExternalId: 'late90', amountCents: 1_100 }],
    }),
  ]);
  for (const row of await house.all`select id, external_id from invoice`) idOf[row.external_id] = row.id;
  for (const row of await house.all`select id, external_id from site`) siteOf[row.external_id] = row.id;
  const clients = await house.all`select client_id, external_id from client`;
  const clientId = (name: string) => clients.find((row) => row.external_id === name)?.client_id as string;
  alpha = personScope(clientId('alpha'));
  beta = personScope(clientId('beta'));
});
afterAll(() => house.close());

describe('invoices', () => {
  it('F1 lists newest first with balance, status, lateness and sites, as the contract says', async () => {
    const page = await list(alpha);
    expect(invoicePage.strict().safeParse(page).error).toBeUndefined();
    expect(page.items[0]).toMatchObject({
      number: 'TODAY',
      balanceCents: 11_000,
      status: 'issued',
      overdue: false,
      agingBucket: 'current',
      sites: [{ code: 'A1' }],
    });
    const byNumber = new Map(page.items.map((item) => [item.number, item]));
    expect(byNumber.get('LATE91')).toMatchObject({
      status: 'part_paid',
      balanceCents: 61_000,
      daysOverdue: 91,
    });
    expect(byNumber.get('PAID')).toMatchObject({ status: 'paid', balanceCents: 0, agingBucket: null });
    expect(byNumber.get('VOID')).toMatchObject({ status: 'void', balanceCents: 0, overdue: false });
  });

  it('F1 filters by status, bucket, site, days of issue and text', async () => {
    expect(await numbers(alpha, { status: 'paid,void' })).toEqual(expect.arrayContaining(['PAID', 'VOID']));
    expect(await numbers(alpha, { agingBucket: 'current' })).toEqual(['TODAY']);
    expect(await numbers(alpha, { agingBucket: '1_30', sort: 'dueOn' })).toEqual(['LATE30', 'LATE1']);
    expect(await numbers(alpha, { agingBucket: '31_60' })).toEqual(['LATE31']);
    expect(await numbers(alpha, { agingBucket: '61_90' })).toEqual(['LATE90']);
    expect(await numbers(alpha, { agingBucket: '91_120' })).toEqual(['LATE91']);
    expect((await numbers(alpha, { siteId: siteOf.a2 ?? '' })).sort()).toEqual(['LATE30', 'LATE31']);
    expect(await numbers(alpha, { issuedFrom: '2025-12-15', issuedTo: '2025-12-31' })).toEqual(['LATE1']);
    expect(await numbers(alpha, { q: 'wb-501' })).toEqual(['TODAY']);
    expect(await numbers(alpha, { q: 'po_100%' })).toEqual(['TODAY']);
    expect(await numbers(alpha, { q: 'l_te' })).toEqual([]);
  });

  it('F4 ages the invoices of the chosen sites alone, as the list filters them', async () => {
    const siteId = [siteOf.a2 ?? ''];
    const { items } = await list(alpha, { siteId: siteId.join(',') });
    const listed = items.reduce((sum, item) => sum + item.balanceCents, 0);
    expect(listed).toBeGreaterThan(0);
    expect((await age(alpha, siteId)).totalCents).toBe(listed);
    expect((await age(alpha)).totalCents).toBeGreaterThan(listed);
  });

  it.each(['-issuedOn', 'issuedOn', 'dueOn', '-balance'])(
    'F1 pages through %s without loss or repeat',
    async (sort) => {
      const whole = await numbers(alpha, { sort });
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await list(alpha, { sort, limit: '3', ...(cursor ? { cursor } : {}) });
        paged.push(...page.items.map((item) => item.number));
        cursor = page.nextCursor;
      } while (cursor);
      expect(paged).toEqual(whole);
      expect(whole).toHaveLength(8);
    },
  );

  it('refuses cursors that are not its own', async () => {
    const { nextCursor } = await list(alpha, { limit: '1' });
    for (const [sort, cursor] of [
      ['dueOn', nextCursor ?? ''],
      ['-issuedOn', 'nonsense'],
      ['-issuedOn', Buffer.from('["-issuedOn","0000-01-01","x"]').toString('base64url')],
      ['-issuedOn', `${nextCursor}=`],
    ] as const)
      expect(await codeOf(list(alpha, { sort, cursor }))).toBe('invalid_cursor');
  });

  it('F1 shows lines, parties and history as the contract says', async () => {
    const found = await show(alpha, idOf.late91 ?? '');
    expect(invoice.strict().safeParse(found).error).toBeUndefined();
    expect(found.history.map((event) => `${event.kind} ${event.amountCents} ${event.reference}`)).toEqual([
      'issued 66000 LATE91',
      'payment_allocated 5000 EFT p1',
    ]);
    expect(found.lines[0]).toMatchObject({ netCents: 60_000, gstCents: 6_000, quantity: '1' });
    const credited = await show(alpha, idOf.late90 ?? '');
    expect(credited.history.map((event) => event.kind)).toEqual(['issued', 'credit_allocated']);
  });

  it('F2 shows money under way as pending, never above the balance', async () => {
    const id = v7();
    await house.all`
      insert into payment (client_id, id, rail, vendor, vendor_ref, status, amount_cents, requested_by, requested_by_name, provenance)
      values (${alpha.clientId}, ${id}, 'card', 'stripe', 'pi_1', 'processing', 999999, ${alpha.actor.id}, 'Somebody', 'derived')`;
    await house.all`
      insert into payment_line values (${alpha.clientId}, ${id}, ${idOf.today ?? ''}, 500), (${alpha.clientId}, ${id}, ${idOf.late1 ?? ''}, 999499)`;
    const found = await show(alpha, idOf.today ?? '');
    expect(found.pendingCents).toBe(500);
    expect(found.history.at(-1)).toMatchObject({
      kind: 'payment_initiated',
      amountCents: 500,
      by: 'Somebody',
    });
    expect((await age(alpha)).pendingCents).toBe(22_500);
    await house.all`update payment set status = 'requires_action' where id = ${id}`;
    expect((await show(alpha, idOf.today ?? '')).pendingCents).toBe(0);
  });

  it('F1 ages what is owed; buckets add up to the balance of all invoices', async () => {
    const found = await age(alpha);
    expect(aging.strict().safeParse(found).error).toBeUndefined();
    expect(found.asAt).toBe('2026-01-15');
    expect(found.buckets.map((bucket) => [bucket.key, bucket.amountCents, bucket.invoices])).toEqual([
      ['current', 11_000, 1],
      ['1_30', 22_000 + 33_000, 2],
      ['31_60', 45_100, 1],
      ['61_90', 55_000 - 1_100, 1],
      ['91_120', 66_000 - 5_000, 1],
      ['121_plus', 0, 0],
    ]);
    const page = await list(alpha);
    expect(found.totalCents).toBe(page.items.reduce((sum, item) => sum + item.balanceCents, 0));
    expect(found.unallocatedCents).toBe(5_000);
    for (const { key, amountCents } of found.buckets) {
      const inBucket = await list(alpha, { agingBucket: key });
      expect(inBucket.items.reduce((sum, item) => sum + item.balanceCents, 0)).toBe(amountCents);
      for (const item of inBucket.items) expect(item.agingBucket).toBe(key);
    }
  });

  it('F5 prints a tax invoice of the facts on the screen', async () => {
    const printed = await printInvoice({
      ctx: { scope: alpha, log: house.log },
      deps: house.deps,
      input: { id: idOf.paid ?? '' },
    });
    expect(printed.name).toBe('tax-invoice-PAID.pdf');
    const file = await PDFDocument.load(printed.bytes);
    expect(file.getTitle()).toBe('Tax invoice PAID');
  });

  it('S40 answers another client’s id exactly as one that does not exist', async () => {
    expect(await codeOf(show(beta, idOf.today ?? ''))).toBe('not_found');
    expect(await codeOf(show(beta, v7()))).toBe('not_found');
    const printed = {
      ctx: { scope: beta, log: house.log },
      deps: house.deps,
      input: { id: idOf.today ?? '' },
    };
    expect(await codeOf(printInvoice(printed))).toBe('not_found');
    expect(await numbers(beta)).toEqual(['OTHER']);
    expect(await numbers(beta, { siteId: siteOf.a1 ?? '' })).toEqual([]);
    expect((await age(beta)).totalCents).toBe(99_000);
  });

  it('S43 shows a person of some sites the invoices of those sites only', async () => {
    const scope = { ...alpha, siteIds: [siteOf.a1 ?? ''] };
    expect((await numbers(scope)).sort()).toEqual(['LATE1', 'TODAY']);
    expect(await codeOf(show(scope, idOf.late31 ?? ''))).toBe('not_found');
    expect((await age(scope)).totalCents).toBe(33_000);
  });

  it('S43 shows nothing after the end of the access window', async () => {
    const scope = { ...alpha, validUntil: new Date(Date.now() - 1_000) };
    expect(await numbers(scope)).toEqual([]);
    expect(await codeOf(show(scope, idOf.today ?? ''))).toBe('not_found');
  });

  it('S40 shows a role without invoices:read nothing, even behind the route’s check', async () => {
    const scope = { ...alpha, capabilities: ['sites:read'] };
    expect(await numbers(scope)).toEqual([]);
    expect(await codeOf(show(scope, idOf.today ?? ''))).toBe('not_found');
    expect(await age(scope)).toMatchObject({ totalCents: 0, unallocatedCents: 0 });
  });
});
