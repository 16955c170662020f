import type Stripe from 'stripe';
import type { VendorLedger, VendorMovement } from '../../ports/vendor-ledger.ts';
import { callPolicy } from './call-policy.ts';
import { toGatewayError } from './failures.ts';
import { createStripeClient, type StripeAccount } from './stripe-client.ts';

/** Our account at Stripe, line by line: its balance transactions. */
export function createStripeLedger(options: StripeAccount): VendorLedger {
  const stripe = createStripeClient(options);
  const policy = callPolicy();
  return {
    vendor: 'stripe',
    listMovements: async ({ from, to }) => {
      const movements: VendorMovement[] = [];
      let after: string | undefined;
      do {
        const page = await policy
          .execute(() =>
            stripe.balanceTransactions.list({
              created: { gte: seconds(from), lt: seconds(to) },
              limit: 100,
              expand: ['data.source'],
              ...(after && { starting_after: after }),
            }),
          )
          .catch((error: unknown) => {
            throw toGatewayError(error);
          });
        movements.push(...page.data.map(movementOf));
        after = page.has_more ? page.data.at(-1)?.id : undefined;
      } while (after);
      return movements;
    },
  };
}

const seconds = (at: Date): number => Math.ceil(at.getTime() / 1000);

function movementOf(line: Stripe.BalanceTransaction): VendorMovement {
  return {
    id: line.id,
    ...subjectOf(line),
    amountCents: line.amount,
    feeCents: line.fee,
    at: new Date(line.created * 1000),
  };
}

/** A line's type says less than what it came from: a chargeback and its return are both adjustments. */
function subjectOf({
  source,
  amount,
}: Stripe.BalanceTransaction): Pick<VendorMovement, 'kind' | 'vendorRef' | 'payoutRef'> {
  if (typeof source !== 'object' || source === null) return other;
  switch (source.object) {
    case 'charge':
      return { kind: 'charge', vendorRef: idOf(source.payment_intent), payoutRef: null };
    case 'refund':
      return { kind: 'refund', vendorRef: idOf(source.payment_intent), payoutRef: null };
    case 'dispute':
      return {
        kind: amount < 0 ? 'chargeback' : 'chargeback_reversed',
        vendorRef: idOf(source.payment_intent),
        payoutRef: null,
      };
    case 'payout':
      return { kind: 'payout', vendorRef: null, payoutRef: source.id };
    default:
      return other;
  }
}

const other = { kind: 'other', vendorRef: null, payoutRef: null } as const;

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);
