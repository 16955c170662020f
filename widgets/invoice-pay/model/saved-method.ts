import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import type { RailOffer } from './order.ts';

/** Why a saved method cannot pay this: its own state, who may use it, or how much it may take. */
export type MethodReason =
  | 'setting_up'
  | 'paused'
  | 'expired'
  | 'not_allowed'
  | 'above_limit'
  | 'above_mandate'
  | 'rail_closed';

export type MethodOffer = {
  readonly method: PaymentMethod;
  /** `null` when it can pay. */
  readonly reason: MethodReason | null;
  /** The most that one payment by it may take; `null` for no limit. */
  readonly limitCents: number | null;
  /** Its authority wants a purchase order's number, and a line has none. */
  readonly needsPo: boolean;
};

/**
 * The client's saved methods for an amount: the default first, then as they were saved. What was declined or ended is over
 * and not shown; what is paused, expired or unfinished is shown with the reason. The server checks each again.
 *
 * @param moneyCents what is paid by money, before a surcharge
 * @param offers the rails for that amount; empty while they are not known
 * @param hasEveryPo every line that money pays has a purchase order's number
 */
export function offerMethods(
  methods: readonly PaymentMethod[],
  facts: { moneyCents: number; offers: readonly RailOffer[]; hasEveryPo: boolean },
): readonly MethodOffer[] {
  return methods
    .filter(({ status }) => status !== 'declined' && status !== 'cancelled')
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
    .map((method) => {
      const rail = facts.offers.find((offer) => offer.rail === method.kind);
      const { limitCents: own, poRequired } = method.authority;
      const limits = [own, method.mandateMaxCents].filter((limit) => limit !== null);
      return {
        method,
        reason: reasonOf(method, facts.moneyCents + (rail?.surchargeCents ?? 0), rail),
        limitCents: limits.length > 0 ? Math.min(...limits) : null,
        needsPo: poRequired && !facts.hasEveryPo,
      };
    });
}

function reasonOf(
  { status, mayUse, authority, mandateMaxCents }: PaymentMethod,
  chargedCents: number,
  rail: RailOffer | undefined,
): MethodReason | null {
  if (status === 'setting_up' || status === 'paused' || status === 'expired') return status;
  if (!mayUse) return 'not_allowed';
  if (rail && !rail.offered) return 'rail_closed';
  if (authority.limitCents !== null && chargedCents > authority.limitCents) return 'above_limit';
  return mandateMaxCents !== null && chargedCents > mandateMaxCents ? 'above_mandate' : null;
}

/**
 * The method that pays: the chosen one while it can, the default while nobody has chosen anything.
 *
 * @param chosen a method's id, or `null` for none
 * @param isOpen nobody has chosen a way to pay yet
 */
export function methodOf(
  offers: readonly MethodOffer[],
  chosen: string | null,
  isOpen: boolean,
): PaymentMethod | null {
  const usable = offers.filter(({ reason }) => reason === null);
  const kept = usable.find(({ method }) => method.id === chosen);
  const suggested = isOpen ? usable.find(({ method }) => method.isDefault) : undefined;
  return (kept ?? suggested)?.method ?? null;
}
