import type { Rail, RailPolicy } from '../../ports/rail-policy.ts';
import type { PaymentOptions } from './payments.contract.ts';

export type RailOffer = PaymentOptions['items'][number];

/** In the order in which they are offered. */
const clears: Record<Rail, RailOffer['clears']> = {
  card: 'at_once',
  becs: 'within_days',
  payto: 'at_once',
  paypal: 'at_once',
  bpay: 'when_received',
  eft: 'when_received',
  credit: 'at_once',
};

/** Every rail of the policy for a total: offered, or why not. Credit needs no offer: it is what a basket leaves to pay. */
export function offerRails(policy: RailPolicy, totalCents: number, today: string): RailOffer[] {
  return (Object.keys(clears) as Rail[]).flatMap((rail) => {
    const limits = policy.limits[rail];
    if (!limits || rail === 'credit') return [];
    const surchargeCents = surchargeOf(policy, rail, totalCents, today);
    const askedCents = totalCents + surchargeCents;
    const reason =
      askedCents > limits.maxCents ? 'above_limit' : askedCents < limits.minCents ? 'below_limit' : null;
    return [{ rail, offered: reason === null, reason, ...limits, surchargeCents, clears: clears[rail] }];
  });
}

/** By the newest entry for the rail that is in force: basis points of the total, half a cent up. */
export function surchargeOf(policy: RailPolicy, rail: Rail, totalCents: number, today: string): number {
  const inForce = policy.surcharges
    .filter((entry) => entry.rail === rail && entry.from <= today)
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  if (!inForce) return 0;
  return Number((BigInt(totalCents) * BigInt(inForce.basisPoints) + 5_000n) / 10_000n);
}
