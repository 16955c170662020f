import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RailPolicy } from '../../ports/rail-policy.ts';
import { offerRails, surchargeOf } from './rail-offer.model.ts';

const policyOf = (policy: Partial<RailPolicy>): RailPolicy => ({
  limits: { card: { minCents: 100, maxCents: 5_000_000 } },
  surcharges: [],
  biller: null,
  account: null,
  ...policy,
});
const dayOf = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const total = fc.integer({ min: 1, max: 1_000_000_000 });
const points = fc.integer({ min: 0, max: 9_999 });
const day = fc.integer({ min: 0, max: 700 }).map(dayOf);

describe('E11 what a rail costs on top', () => {
  it('E11 is the share of the total, off by half a cent at most, and grows with the total', () => {
    fc.assert(
      fc.property(total, points, (totalCents, basisPoints) => {
        const policy = policyOf({ surcharges: [{ rail: 'card', from: '2026-01-01', basisPoints }] });
        const cents = surchargeOf(policy, 'card', totalCents, '2026-06-01');
        expect(Math.abs(cents * 10_000 - totalCents * basisPoints)).toBeLessThanOrEqual(5_000);
        expect(surchargeOf(policy, 'card', totalCents + 1, '2026-06-01')).toBeGreaterThanOrEqual(cents);
        expect(surchargeOf(policy, 'becs', totalCents, '2026-06-01')).toBe(0);
      }),
    );
  });

  it('E11 follows the newest entry that is in force, in whatever order the policy lists them', () => {
    const entries = fc.uniqueArray(fc.record({ from: day, basisPoints: points }), {
      maxLength: 6,
      selector: ({ from }) => from,
    });
    fc.assert(
      fc.property(entries, day, (listed, today) => {
        const policy = policyOf({ surcharges: listed.map((entry) => ({ rail: 'card', ...entry })) });
        const inForce = listed
          .toSorted((a, b) => a.from.localeCompare(b.from))
          .findLast(({ from }) => from <= today);
        expect(surchargeOf(policy, 'card', 1_000_000, today)).toBe((inForce?.basisPoints ?? 0) * 100);
      }),
    );
  });

  it('E11 offers a rail exactly when the total with its surcharge is within the limits, and says why not', () => {
    const near = fc.integer({ min: -2, max: 2 });
    fc.assert(
      fc.property(total, points, near, near, (totalCents, basisPoints, one, other) => {
        const surcharges = [{ rail: 'card' as const, from: '2026-01-01', basisPoints }];
        const asked = totalCents + surchargeOf(policyOf({ surcharges }), 'card', totalCents, '2026-06-01');
        const card = { minCents: asked + Math.min(one, other), maxCents: asked + Math.max(one, other) };
        const [offer] = offerRails(policyOf({ limits: { card }, surcharges }), totalCents, '2026-06-01');
        expect(offer?.surchargeCents).toBe(asked - totalCents);
        expect(offer?.offered).toBe(asked >= card.minCents && asked <= card.maxCents);
        expect(offer?.reason === null).toBe(offer?.offered);
        expect(offer?.reason === 'above_limit').toBe(asked > card.maxCents);
      }),
    );
  });
});
