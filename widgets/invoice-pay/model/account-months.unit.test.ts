import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatementLine } from '../../../server/features/statements/statements.contract.ts';
import { accountMonths, firstOfMonths } from './account-months.ts';

const line = (on: string, kind: StatementLine['kind'], amountCents: number): StatementLine => ({
  on,
  kind,
  reference: 'INV-1',
  detail: null,
  dueOn: null,
  daysOverdue: 0,
  totalCents: amountCents,
  amountCents,
  balanceCents: 0,
  disputedCents: 0,
  invoiceId: null,
  creditNoteId: null,
  paymentId: null,
});

const kinds = Object.keys({
  invoice: true,
  void: true,
  written_off: true,
  credit_note: true,
  payment: true,
  surcharge: true,
  correction: true,
  refund: true,
  chargeback: true,
  chargeback_reversed: true,
  dishonour: true,
  payment_applied: true,
  payment_taken_back: true,
  credit_applied: true,
  credit_taken_back: true,
} satisfies Record<StatementLine['kind'], true>) as StatementLine['kind'][];

describe('the months of an account', () => {
  it('F7 splits invoices from what settles them, with what was taken back, and keeps quiet months', () => {
    const lines = [
      line('2025-12-05', 'invoice', 100_000),
      line('2025-12-20', 'payment', -60_750),
      line('2025-12-20', 'surcharge', 750),
      line('2026-02-01', 'dishonour', 60_000),
      line('2026-02-02', 'void', -40_000),
    ];
    const statement = { from: '2025-12-01', to: '2026-02-10', openingCents: 500, lines };
    expect(accountMonths(statement)).toEqual([
      { month: '2025-12', invoicedCents: 100_000, settledCents: 60_000, closingCents: 40_500 },
      { month: '2026-01', invoicedCents: 0, settledCents: 0, closingCents: 40_500 },
      { month: '2026-02', invoicedCents: -40_000, settledCents: -60_000, closingCents: 60_500 },
    ]);
  });

  it('property: the months follow each other and foot to the closing balance', () => {
    const day = fc
      .date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const anyLine = fc
      .tuple(day, fc.constantFrom(...kinds), fc.integer({ min: -1e9, max: 1e9 }))
      .map((facts) => line(...facts));
    const checked = fc.property(fc.array(anyLine), fc.integer({ min: -1e9, max: 1e9 }), (lines, opening) => {
      const months = accountMonths({ from: '2025-01-01', to: '2026-12-31', openingCents: opening, lines });
      expect(months).toHaveLength(24);
      expect(new Set(months.map(({ month }) => month)).size).toBe(24);
      const closing = lines.reduce((sum, { amountCents }) => sum + amountCents, opening);
      expect(months.at(-1)?.closingCents).toBe(closing);
      for (const [n, month] of months.entries())
        expect(month.closingCents).toBe(
          (months[n - 1]?.closingCents ?? opening) + month.invoicedCents - month.settledCents,
        );
    });
    fc.assert(checked);
  });

  it('begins as many months before as asked, over the turn of a year', () => {
    expect([firstOfMonths('2026-11-22', 12), firstOfMonths('2026-01-31', 2)]).toEqual([
      '2025-12-01',
      '2025-12-01',
    ]);
  });
});
