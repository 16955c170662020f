import type { MethodPicture } from '../../ports/payment-method-vault.ts';
import type { Authority, MethodKind, MethodStatus } from './payment-methods.contract.ts';

export type Standing = MethodStatus | 'removed';

/** Nothing that a vendor says brings these back: another method has to be saved. */
const final: readonly Standing[] = ['declined', 'cancelled', 'removed'];

/**
 * Where a method stands after the vendor was read. The picture is the vendor's own now, so the order of its events does
 * not matter. A pause is ours and stays.
 * @param today in the contractor's time zone
 */
export function standingAfter(now: Standing, seen: MethodPicture, today: string): Standing {
  if (final.includes(now)) return now;
  if (now === 'setting_up') {
    const isRefused = seen.failure === 'mandate_declined' || seen.mandate === 'inactive';
    if (isRefused || seen.setup === 'cancelled') return 'declined';
    if (seen.setup !== 'succeeded' || (seen.isAttached && seen.mandate === 'pending')) return 'setting_up';
  }
  if (!seen.isAttached || seen.mandate === 'inactive') return 'cancelled';
  const end = earlier(seen.details.expiresOn, seen.mandateEndsOn);
  if (end !== null && end < today) return 'expired';
  return now === 'paused' ? 'paused' : 'active';
}

export const earlier = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

const noticeDays = 30;

/** Whether a method ends within the time in which its people are told. */
export function endsSoon(endsOn: string | null, today: string): boolean {
  if (endsOn === null || endsOn < today) return false;
  const days = (Date.parse(endsOn) - Date.parse(today)) / 86_400_000;
  return days <= noticeDays;
}

export type Usable = {
  kind: MethodKind;
  status: Standing;
  mandateMaxCents: number | null;
} & Authority;

/** Who wants to pay. A rule that pays by itself was set by somebody who may, and is held to the amounts alone. */
export type User = { kind: 'person'; id: string; role: string | null } | { kind: 'rule' };

export type UseProblem =
  | { code: 'payment_method_not_usable' }
  | { code: 'payment_method_not_allowed' }
  | { code: 'payment_method_limit_exceeded'; limitCents: number }
  | { code: 'po_number_missing'; line: number };

/** Whether role and person may use it at all. */
export function mayUse({ allowedRoles, allowedUserIds }: Authority, user: User): boolean {
  if (user.kind === 'rule' || (allowedRoles === null && allowedUserIds === null)) return true;
  return (
    (user.role !== null && (allowedRoles ?? []).some((role) => role === user.role)) ||
    (allowedUserIds ?? []).includes(user.id)
  );
}

/** The first reason why a method cannot pay, or null. */
export function useProblem(
  method: Usable,
  use: { user: User; rail: string; amountCents: number; poNumbers: readonly (string | null)[] },
): UseProblem | null {
  if (method.status !== 'active' || method.kind !== use.rail) return { code: 'payment_method_not_usable' };
  if (!mayUse(method, use.user)) return { code: 'payment_method_not_allowed' };
  const limits = [method.limitCents, method.mandateMaxCents].filter((limit) => limit !== null);
  const limitCents = Math.min(...limits);
  if (use.amountCents > limitCents) return { code: 'payment_method_limit_exceeded', limitCents };
  const line = method.poRequired ? use.poNumbers.findIndex((number) => !number) : -1;
  return line < 0 ? null : { code: 'po_number_missing', line };
}
