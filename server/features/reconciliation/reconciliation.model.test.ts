import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import {
  classesOfPortal,
  classesOfVendor,
  findBreaks,
  type PortalMovement,
  sumSide,
} from './reconciliation.model.ts';

const at = new Date('2026-11-20T02:00:00Z');
const ours = (vendorRef: string, kind: PortalMovement['kind'], amountCents: number): PortalMovement => ({
  vendorRef,
  paymentId: `payment of ${vendorRef}`,
  clientId: 'client',
  kind,
  amountCents,
  at,
});
const theirs = (vendorRef: string, kind: VendorMovement['kind'], amountCents: number): VendorMovement => ({
  id: `${vendorRef} ${kind}`,
  kind,
  amountCents,
  feeCents: 0,
  at,
  vendorRef,
  payoutRef: null,
});
const nothing = { ours: [], theirs: [] };

describe('R6 breaks between the portal and a vendor', () => {
  it('finds none where both say the same', () => {
    const period = {
      ours: [ours('a', 'capture', 1_000), ours('a', 'refund', -300), ours('b', 'dishonour', -50)],
      theirs: [theirs('a', 'charge', 1_000), theirs('a', 'refund', -300), theirs('b', 'chargeback', -50)],
    };
    expect(findBreaks(period, nothing)).toEqual([]);
  });

  it.each([
    ['missing_left', { ours: [], theirs: [theirs('a', 'charge', 1_000)] }, nothing],
    ['missing_right', { ours: [ours('a', 'capture', 1_000)], theirs: [] }, nothing],
    ['value', { ours: [ours('a', 'capture', 1_000)], theirs: [theirs('a', 'charge', 999)] }, nothing],
    [
      'duplicate',
      {
        ours: [ours('a', 'capture', 1_000)],
        theirs: [theirs('a', 'charge', 1_000), theirs('a', 'charge', 1_000)],
      },
      nothing,
    ],
    [
      'timing',
      { ours: [ours('a', 'capture', 1_000)], theirs: [] },
      { ours: [], theirs: [theirs('a', 'charge', 1_000)] },
    ],
  ])('names a break of kind %s', (kind, period, around) => {
    expect(findBreaks(period, around)).toMatchObject([{ kind, reference: 'a', movement: 'charge' }]);
  });

  it('R8 the breaks explain the difference of the closings to the cent', () => {
    const movement = fc.record({
      ref: fc.constantFrom('a', 'b', 'c', 'd'),
      kind: fc.constantFrom('charge' as const, 'refund' as const, 'chargeback' as const),
      cents: fc.integer({ min: 1, max: 1_000_000 }),
      side: fc.constantFrom('both', 'ours', 'theirs'),
    });
    const portalKind = { charge: 'capture', refund: 'refund', chargeback: 'chargeback' } as const;
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 30 }), (list) => {
        const signed = (kind: string, cents: number) => (kind === 'charge' ? cents : -cents);
        const period = {
          ours: list
            .filter(({ side }) => side !== 'theirs')
            .map(({ ref, kind, cents }) => ours(ref, portalKind[kind], signed(kind, cents))),
          theirs: list
            .filter(({ side }) => side !== 'ours')
            .map(({ ref, kind, cents }) => theirs(ref, kind, signed(kind, cents))),
        };
        const difference = findBreaks(period, nothing).reduce(
          (sum, { oursCents, theirsCents }) => sum + theirsCents - oursCents,
          0,
        );
        const portal = sumSide(500, classesOfPortal(period.ours));
        const vendor = sumSide(500, classesOfVendor(period.theirs));
        expect(vendor.closingCents - portal.closingCents).toBe(difference);
      }),
    );
  });
});
