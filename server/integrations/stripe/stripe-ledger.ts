import type Stripe from 'stripe';
import type { VendorLedger, VendorMovement, VendorPayout } from '../../ports/vendor-ledger.ts';
import { callPolicy } from './call-policy.ts';
import { isMissing, toGatewayError } from './failures.ts';
import { createStripeClient, type StripeAccount } from './stripe-client.ts';

/** Our account at Stripe, line by line: its balance transactions. */
export function createStripeLedger(options: StripeAccount): VendorLedger {
  const stripe = createStripeClient(options);
  const policy = callPolicy();
  const ask = <T>(question: () => Promise<T>): Promise<T> =>
    policy.execute(question).catch((error: unknown) => {
      throw toGatewayError(error);
    });
  const listAll = async (
    wanted: Stripe.BalanceTransactionListParams,
  ): Promise<Stripe.BalanceTransaction[]> => {
    const lines: Stripe.BalanceTransaction[] = [];
    let after: string | undefined;
    do {
      const page = await ask(() =>
        stripe.balanceTransactions.list({
          ...wanted,
          limit: 100,
          expand: ['data.source'],
          ...(after && { starting_after: after }),
        }),
      );
      lines.push(...page.data);
      after = page.has_more ? page.data.at(-1)?.id : undefined;
    } while (after);
    return lines;
  };
  return {
    vendor: 'stripe',
    listMovements: async ({ from, to }) =>
      (await listAll({ created: { gte: seconds(from), lt: seconds(to) } })).map(movementOf),
    readPayout: async (payoutRef) => {
      const payout = await ask(() => stripe.payouts.retrieve(payoutRef)).catch(nullWhenMissing);
      if (!payout) return null;
      // Of a payout that somebody asked for, Stripe refuses to list anything.
      const lines = payout.automatic ? await listAll({ payout: payout.id }) : null;
      return {
        amountCents: payout.amount,
        sentAt: new Date(payout.created * 1000),
        arrivesAt: new Date(payout.arrival_date * 1000),
        state: stateOf(payout.status),
        lines: lines?.filter(({ id }) => id !== payout.balance_transaction).map(movementOf) ?? null,
      };
    },
  };
}

function stateOf(status: string): VendorPayout['state'] {
  if (status === 'failed' || status === 'canceled') return 'failed';
  return status === 'paid' ? 'arrived' : 'under_way';
}

function nullWhenMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
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
