import { describe, expect, it } from 'vitest';
import { invoiceSummary } from '../testing/facts.ts';
import { changeFilters, isFiltered, noFilters, rangeIsBackwards, toQuery } from './filters.ts';
import {
  firstPage,
  furtherPage,
  payableCents,
  refreshed,
  withInvoice,
  withoutMarks,
} from './invoice-list.ts';

const asOf = '2026-11-22T03:15:00.000Z';
const page = (from: number, to: number, nextCursor: string | null = null) => ({
  items: Array.from({ length: to - from }, (_, n) => invoiceSummary(from + n)),
  nextCursor,
  asOf,
});

describe('invoice list', () => {
  it('F1 shows a row once when it moved between two pages', () => {
    const list = furtherPage(firstPage(page(0, 3, 'c1')), page(2, 5, 'c2'));
    expect(list.items.map((item) => item.number)).toEqual([
      'INV-20400',
      'INV-20401',
      'INV-20402',
      'INV-20403',
      'INV-20404',
    ]);
    expect(list.nextCursor).toBe('c2');
  });

  it('X1 a refresh keeps the rows that were loaded further down, and where to go on', () => {
    const list = furtherPage(firstPage(page(0, 3, 'c1')), page(3, 6, 'c2'));
    const changedRow = invoiceSummary(1, { version: 2, allocatedCents: 500 });
    const fresh = { items: [invoiceSummary(0), changedRow, invoiceSummary(2)], nextCursor: 'c1b', asOf };
    const next = refreshed(list, fresh);
    expect(next.items).toHaveLength(6);
    expect(next.nextCursor).toBe('c2');
    expect([...next.changed]).toEqual([changedRow.id]);
    expect(withoutMarks(next).changed.size).toBe(0);
  });

  it('X1 a refresh takes away what no longer belongs, and the whole list when it fits one page', () => {
    const list = firstPage(page(0, 3));
    const fresh = { items: [invoiceSummary(0), invoiceSummary(2)], nextCursor: null, asOf };
    expect(refreshed(list, fresh).items.map((item) => item.number)).toEqual(['INV-20400', 'INV-20402']);
    expect(refreshed(list, page(40, 42, 'c')).items).toHaveLength(2);
  });

  it('X1 an older reading of a row never overwrites a newer one', () => {
    const list = firstPage({ items: [invoiceSummary(1, { version: 3 })], nextCursor: null, asOf });
    expect(withInvoice(list, invoiceSummary(1, { version: 2 }))).toBe(list);
    expect(withInvoice(list, invoiceSummary(9))).toBe(list);
    expect([...withInvoice(list, invoiceSummary(1, { version: 4 })).changed]).toHaveLength(1);
  });

  it('F6 what can be paid leaves out payments under way', () => {
    expect(payableCents(invoiceSummary(1, { totalCents: 500, pendingCents: 200 }))).toBe(300);
    expect(payableCents(invoiceSummary(1, { totalCents: 500, pendingCents: 900 }))).toBe(0);
    expect(payableCents(invoiceSummary(1, { status: 'written_off', balanceCents: 500 }))).toBe(0);
  });
});

describe('filters', () => {
  it('F1 asks for open invoices first and sends nothing that is not set', () => {
    expect(toQuery(noFilters, [])).toEqual({
      limit: 50,
      sort: 'dueOn',
      status: 'issued,part_paid',
      agingBucket: undefined,
      siteId: undefined,
      issuedFrom: undefined,
      issuedTo: undefined,
      q: undefined,
      cursor: undefined,
    });
  });

  it('F1 one chosen site stands before the sites of the page', () => {
    expect(toQuery(noFilters, ['a', 'b']).siteId).toBe('a,b');
    expect(toQuery({ ...noFilters, siteId: 'b' }, ['a', 'b']).siteId).toBe('b');
  });

  it('F1 an aging bucket and the paid tab exclude each other', () => {
    const paid = changeFilters(noFilters, { showing: 'paid' });
    expect(changeFilters(paid, { agingBucket: '31_60' })).toMatchObject({
      showing: 'to_pay',
      agingBucket: '31_60',
    });
    expect(changeFilters({ ...noFilters, agingBucket: '31_60' }, { showing: 'paid' }).agingBucket).toBeNull();
  });

  it('F1 tells filtered from empty, and a backwards range', () => {
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered({ ...noFilters, q: ' lifts ' })).toBe(true);
    expect(rangeIsBackwards({ ...noFilters, issuedFrom: '2026-03-02', issuedTo: '2026-03-01' })).toBe(true);
  });
});
