import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import type { PayoutContents, PayoutMovement } from './payout-contents.contract.ts';

/** A payment of the portal, by the reference that its vendor knows it under. */
export type KnownPayment = { vendorRef: string; payment: NonNullable<PayoutMovement['payment']> };

type Contents = NonNullable<PayoutContents['contents']>;

/** What is listed of a payout; its sums are of all its lines. */
const mostLines = 500;

/** What a payout is made of: every line by its payment, and sums that come to what was sent, or say how far they are off. */
export function explainPayout(
  sentCents: number,
  movements: readonly VendorMovement[],
  known: readonly KnownPayment[],
): Contents {
  const payments = new Map(known.map(({ vendorRef, payment }) => [vendorRef, payment]));
  const lines = movements
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((movement) => lineOf(movement, payments));
  const of = (...kinds: PayoutMovement['kind'][]): number =>
    sum(lines.filter(({ kind }) => kinds.includes(kind)).map(({ amountCents }) => amountCents));
  const netCents = sum(lines.map((line) => line.netCents));
  return {
    chargesCents: of('charge'),
    refundsCents: of('refund'),
    chargebacksCents: of('chargeback', 'chargeback_reversed'),
    otherCents: of('other_payout', 'other'),
    feesCents: sum(lines.map(({ feeCents }) => feeCents)),
    netCents,
    differenceCents: sentCents - netCents,
    lineCount: lines.length,
    lines: lines.slice(0, mostLines),
  };
}

function lineOf(
  { kind, amountCents, feeCents, at, vendorRef }: VendorMovement,
  payments: ReadonlyMap<string, KnownPayment['payment']>,
): PayoutMovement {
  return {
    kind: kind === 'payout' ? 'other_payout' : kind,
    amountCents,
    feeCents,
    netCents: amountCents - feeCents,
    at: at.toISOString(),
    reference: vendorRef,
    payment: (vendorRef && payments.get(vendorRef)) || null,
  };
}

const sum = (figures: readonly number[]): number => figures.reduce((total, cents) => total + cents, 0);
