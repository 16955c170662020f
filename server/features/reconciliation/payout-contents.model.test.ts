import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import { explainPayout } from './payout-contents.model.ts';

const movement = (more: Partial<VendorMovement>): VendorMovement => ({
  id: 'txn',
  kind: 'charge',
  amountCents: 11_000,
  feeCents: 217,
  at: new Date('2026-03-02T02:00:00Z'),
  vendorRef: 'pi_1',
  payoutRef: null,
  ...more,
});
const payment = { id: 'p1', clientId: 'c1', clientName: 'Alpha', invoiceNumbers: ['INV-1'] };

describe('R6 what a payout is made of', () => {
  it('R6 names the payment of each line that the portal knows, oldest first', () => {
    const contents = explainPayout(
      21_366,
      [
        movement({ vendorRef: 'pi_2', at: new Date('2026-03-03T02:00:00Z') }),
        movement({}),
        movement({ kind: 'refund', amountCents: -200, feeCents: 0 }),
      ],
      [{ vendorRef: 'pi_1', payment }],
    );
    expect(contents.lines.map((line) => [line.kind, line.netCents, line.payment?.invoiceNumbers])).toEqual([
      ['charge', 10_783, ['INV-1']],
      ['refund', -200, ['INV-1']],
      ['charge', 10_783, undefined],
    ]);
    expect(contents).toMatchObject({ netCents: 21_366, differenceCents: 0, feesCents: 434 });
  });

  it('R6 foots for any lines, and tells to the cent what is missing', () => {
    const kinds = ['charge', 'refund', 'chargeback', 'chargeback_reversed', 'payout', 'other'] as const;
    const any = fc.record({
      kind: fc.constantFrom(...kinds),
      amountCents: fc.integer({ min: -9_999_999, max: 9_999_999 }),
      feeCents: fc.integer({ min: -5_000, max: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 700 }), fc.integer(), (lines, off) => {
        const net = lines.reduce((sum, line) => sum + line.amountCents - line.feeCents, 0);
        const told = explainPayout(net + off, lines.map(movement), []);
        const { chargesCents, refundsCents, chargebacksCents, otherCents, feesCents } = told;
        expect(chargesCents + refundsCents + chargebacksCents + otherCents - feesCents).toBe(told.netCents);
        expect(told).toMatchObject({ netCents: net, differenceCents: off, lineCount: lines.length });
        expect(told.lines.length).toBe(Math.min(lines.length, 500));
      }),
    );
  });
});
