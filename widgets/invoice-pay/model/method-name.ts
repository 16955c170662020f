import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import type { MethodsWords } from '../parts/methods.messages.ts';

/** A method as people know it: `Card ending in 4242`. Numbers never come here. */
export function methodName(
  method: Pick<PaymentMethod, 'kind' | 'label' | 'last4' | 'payIdMasked'>,
  t: MethodsWords,
): string {
  if (method.label) return method.label;
  const kind = t[`kind_${method.kind}`];
  if (method.payIdMasked) return `${kind} ${method.payIdMasked}`;
  return method.last4 ? t.endingIn(kind, method.last4) : kind;
}
