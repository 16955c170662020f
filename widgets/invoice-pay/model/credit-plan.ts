import type { AvailableCredits } from '../../../server/features/payments/payments.contract.ts';
import type { Basket, BasketLine, CreditShare } from './basket.ts';
import { undisputedCents } from './invoice-list.ts';

export type Credit = AvailableCredits['items'][number];

/** A share as it stands in the plan: a suggestion has no text of its own. */
export type PlannedShare = {
  readonly kind: Credit['kind'];
  readonly id: string;
  readonly invoiceId: string;
  readonly cents: number;
  /** As a person typed it; `null` for a suggestion. */
  readonly typed: string | null;
  readonly problem: CreditProblem | null;
};

export type CreditProblem = 'not_money' | 'above_remainder' | 'above_balance';

/** The oldest credit first, onto the oldest invoice first, as far as both reach; what is disputed is left alone. */
export function suggestCredits(
  lines: readonly BasketLine[],
  credits: readonly Credit[],
): readonly PlannedShare[] {
  const rooms = lines
    .map((line) => line.invoice)
    .sort((a, b) =>
      `${a.dueOn} ${a.issuedOn} ${a.number}`.localeCompare(`${b.dueOn} ${b.issuedOn} ${b.number}`),
    )
    .map((invoice) => ({ invoiceId: invoice.id, left: undisputedCents(invoice) }));
  return credits.flatMap(({ kind, id, remainingCents }) => {
    let remaining = remainingCents;
    return rooms.flatMap((room): PlannedShare[] => {
      const cents = Math.min(remaining, room.left);
      if (cents <= 0) return [];
      remaining -= cents;
      room.left -= cents;
      return [{ kind, id, invoiceId: room.invoiceId, cents, typed: null, problem: null }];
    });
  });
}

/**
 * The shares of a basket, each with what is wrong with it. Shares of invoices or credits that are gone are left out; one
 * that does not fit counts with nothing.
 *
 * @param room what can be paid of an invoice by money and credits together, in whole cents
 */
export function planCredits(
  basket: Basket,
  credits: readonly Credit[],
  room: (line: BasketLine) => number,
): readonly PlannedShare[] {
  if (basket.credits === null) return suggestCredits(basket.lines, credits);
  const left = new Map(credits.map((credit) => [credit.id, credit.remainingCents]));
  const rooms = new Map(basket.lines.map((line) => [line.invoice.id, room(line)]));
  return basket.credits.flatMap((share): PlannedShare[] => {
    const remainder = left.get(share.id);
    const free = rooms.get(share.invoiceId);
    if (remainder === undefined || free === undefined) return [];
    const problem = problemOf(share, remainder, free);
    const cents = problem === null ? (share.cents ?? 0) : 0;
    left.set(share.id, remainder - cents);
    rooms.set(share.invoiceId, free - cents);
    const { kind, id, invoiceId, typed } = share;
    return [{ kind, id, invoiceId, cents, typed, problem }];
  });
}

function problemOf({ cents, typed }: CreditShare, remainder: number, room: number): CreditProblem | null {
  if (typed.trim() === '') return null;
  if (cents === null || cents < 0) return 'not_money';
  if (cents > remainder) return 'above_remainder';
  return cents > room ? 'above_balance' : null;
}

/** From the first edit on the plan is the person's own: a suggestion never moves under their hands. */
export function editable(
  plan: readonly PlannedShare[],
  write: (cents: number) => string,
): readonly CreditShare[] {
  return plan.map(({ kind, id, invoiceId, cents, typed }) => ({
    kind,
    id,
    invoiceId,
    cents,
    typed: typed ?? write(cents),
  }));
}
