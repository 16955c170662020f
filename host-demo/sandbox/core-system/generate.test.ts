import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasets, rowSchemas } from '../../../server/features/sync/sync.contract.ts';
import { isValidAbn } from './abn.ts';
import { gstOf, lineCents, raised } from './amounts.ts';
import { addDays, daysBetween } from './calendar.ts';
import { type CoreSystemData, DEMONSTRATION_SEED, generate } from './generate.ts';

const TODAY = '2026-11-22';
const data = generate(DEMONSTRATION_SEED, TODAY);
const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What is still owed on each invoice, as the product will derive it. */
function balances(rows: CoreSystemData): Map<string, number> {
  const left = new Map(rows.invoices.map((invoice) => [invoice.externalId, invoice.totalCents]));
  for (const { allocations } of [...rows['credit-notes'], ...rows.payments]) {
    for (const { invoiceExternalId, amountCents } of allocations) {
      left.set(invoiceExternalId, (left.get(invoiceExternalId) ?? Number.NaN) - amountCents);
    }
  }
  return left;
}

function buckets(rows: CoreSystemData, client: string, today: string): Record<string, number> {
  const counts = { current: 0, '1-30': 0, '31-60': 0, '61-90': 0, '90+': 0 };
  const left = balances(rows);
  for (const invoice of rows.invoices) {
    if (invoice.clientExternalId !== client || invoice.status !== 'issued') continue;
    if ((left.get(invoice.externalId) ?? 0) === 0) continue;
    const late = daysBetween(invoice.dueOn, today);
    const bucket =
      late <= 0 ? 'current' : late <= 30 ? '1-30' : late <= 60 ? '31-60' : late <= 90 ? '61-90' : '90+';
    counts[bucket] += 1;
  }
  return counts;
}

/** Lines to net, net and GST to total, GST by the stated method, each line to its quantity and price. */
function foots(
  document: CoreSystemData['invoices'][number] | CoreSystemData['credit-notes'][number],
): boolean {
  const taxable = document.lines.filter((line) => line.gstCode === 'GST').map((line) => line.netCents);
  const gst = document.gstRoundingMethod === 'total' ? gstOf(sum(taxable)) : sum(taxable.map(gstOf));
  return (
    document.totalCents === document.netCents + document.gstCents &&
    document.netCents === sum(document.lines.map((line) => line.netCents)) &&
    document.gstCents === gst &&
    document.lines.every((line) => line.netCents === lineCents(line.quantity, line.unitPrice))
  );
}

describe('the core system’s books', () => {
  it.each(datasets)('writes %s as the wire contract has them', (dataset) => {
    expect(data[dataset].length).toBeGreaterThan(0);
    for (const row of data[dataset]) {
      const parsed = rowSchemas[dataset].safeParse(row);
      expect(parsed.error?.issues, JSON.stringify(row)).toBeUndefined();
    }
  });

  it('gives the same rows for the same seed and day', () => {
    expect(generate(DEMONSTRATION_SEED, TODAY)).toEqual(data);
    expect(generate(DEMONSTRATION_SEED + 1, TODAY).invoices).not.toEqual(data.invoices);
  });

  it('adds to the books as days pass and rewrites nothing that did not change', () => {
    const later = generate(DEMONSTRATION_SEED, '2026-11-27');
    const known = new Map(later.invoices.map((invoice) => [invoice.externalId, invoice]));
    for (const invoice of data.invoices) {
      const after = known.get(invoice.externalId);
      if (after?.sourceUpdatedAt === invoice.sourceUpdatedAt) expect(after).toEqual(invoice);
      else expect((after?.sourceUpdatedAt ?? '') > invoice.sourceUpdatedAt).toBe(true);
    }
    expect(later.payments.slice(0, 20)).toEqual(data.payments.slice(0, 20));
  });

  it('holds two clients of twelve sites over at least three time zones, with valid ABNs', () => {
    expect(data.clients.map((client) => client.tradingName)).toEqual([
      'Harbourview Property Group',
      'Northside Health Network',
    ]);
    for (const client of data.clients) {
      expect(isValidAbn(client.abn)).toBe(true);
      const sites = data.sites.filter((site) => site.clientExternalId === client.externalId);
      expect(sites).toHaveLength(12);
      expect(new Set(sites.map((site) => site.timeZone)).size).toBeGreaterThanOrEqual(3);
      const count = data.invoices.filter((invoice) => invoice.clientExternalId === client.externalId).length;
      expect(count).toBeGreaterThanOrEqual(450);
      expect(count).toBeLessThanOrEqual(700);
    }
    const manager = data.users.find((user) => user.email === 'site@harbourview.example');
    expect(manager?.siteExternalIds).toHaveLength(3);
    expect(data.users).toHaveLength(10);
  });

  it('bills over three years, both rounding methods, GST-free lines, workbills, July steps', () => {
    expect(data.invoices.some((invoice) => daysBetween(invoice.issuedOn, TODAY) > 1_000)).toBe(true);
    expect(new Set(data.invoices.map((invoice) => invoice.gstRoundingMethod))).toEqual(
      new Set(['total', 'line']),
    );
    const lines = data.invoices.flatMap((invoice) => invoice.lines);
    expect(lines.some((line) => line.gstCode === 'FRE')).toBe(true);
    expect(lines.some((line) => line.workbillNumber?.startsWith('WB-'))).toBe(true);
    expect(
      data.invoices.some((invoice) => new Set(invoice.lines.map((line) => line.siteExternalId)).size > 1),
    ).toBe(true);
    const fee = (month: string) =>
      data.invoices
        .filter((invoice) => invoice.issuedOn.startsWith(month))
        .flatMap((invoice) => invoice.lines)
        .find((line) => line.unit === 'month' && line.siteExternalId === 'site-hv01')?.unitPrice;
    expect(Number(fee('2026-07'))).toBeGreaterThan(Number(fee('2026-06')));
    expect(fee('2026-05')).toBe(fee('2026-06'));
    const separate = data.invoices.some(
      (invoice) =>
        invoice.gstRoundingMethod === 'total' &&
        sum(invoice.lines.map((line) => line.gstCents)) !== invoice.gstCents,
    );
    expect(separate).toBe(true);
  });

  it('is settled as a real ledger: mostly paid, some in part, about three in a hundred credited', () => {
    const left = balances(data);
    const paid = data.invoices.filter((invoice) => left.get(invoice.externalId) === 0).length;
    const part = data.invoices.filter((invoice) => {
      const balance = left.get(invoice.externalId) ?? 0;
      return balance > 0 && balance < invoice.totalCents;
    }).length;
    expect(paid / data.invoices.length).toBeGreaterThan(0.85);
    expect(part).toBeGreaterThan(3);
    const credited = data['credit-notes'].length / data.invoices.length;
    expect(credited).toBeGreaterThan(0.015);
    expect(credited).toBeLessThan(0.05);
    expect(new Set(data.payments.map((payment) => payment.rail))).toEqual(new Set(['eft', 'bpay', 'cheque']));
  });

  it('foots to the cent with any seed on any day, and never pays more than is owed (F6)', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_500 }),
        (seed, offset) => {
          const today = addDays('2025-01-01', offset);
          const rows = generate(seed, today);
          const numbers = rows.invoices.map((invoice) => invoice.number);
          expect(new Set(numbers).size).toBe(numbers.length);
          const documents = [...rows.invoices, ...rows['credit-notes']];
          expect(documents.filter((document) => !foots(document))).toEqual([]);
          expect(documents.filter((document) => document.issuedOn > today)).toEqual([]);
          const amounts = (payment: CoreSystemData['payments'][number]) =>
            payment.allocations.map((allocation) => allocation.amountCents);
          expect(rows.payments.filter((payment) => sum(amounts(payment)) !== payment.amountCents)).toEqual(
            [],
          );
          expect([...balances(rows)].filter(([, balance]) => !(balance >= 0))).toEqual([]);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('has something in every aging bucket of both clients, on any day', { timeout: 60_000 }, () => {
    for (let step = 0; step < 6; step += 1) {
      const today = addDays('2026-10-01', step * 61);
      const rows = generate(DEMONSTRATION_SEED, today);
      for (const client of rows.clients) {
        const counts = Object.entries(buckets(rows, client.externalId, today));
        expect(
          counts.filter(([, count]) => count === 0),
          `${client.externalId} on ${today}`,
        ).toEqual([]);
      }
    }
  });
});

describe('its arithmetic', () => {
  it('rounds once, half a cent up, exactly', () => {
    expect(lineCents('1.5', '0.01')).toBe(2);
    expect(lineCents('3', '33.33')).toBe(9_999);
    expect(lineCents('152.5', '41.2750')).toBe(629_444);
    expect(gstOf(10_034)).toBe(1_003);
    expect(raised('41.2750', [375])).toBe('42.8228');
    expect(raised('100', [350])).toBe('104');
  });

  it('knows the register’s own example of an ABN', () => {
    expect(isValidAbn('51824753556')).toBe(true);
    expect(isValidAbn('51824753557')).toBe(false);
  });
});
