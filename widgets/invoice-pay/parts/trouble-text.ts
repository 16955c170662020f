import type { PaymentTrouble } from '../model/payment-phase.ts';
import type { PayWords } from './pay.messages.ts';

/** A trouble in words; codes that nobody foresaw share one sentence and are told apart by the request id. */
export function troubleText(trouble: PaymentTrouble, t: PayWords): string {
  const words: Readonly<Record<string, unknown>> = t;
  const text = words[`trouble_${trouble.code}`];
  return trouble.said ?? (typeof text === 'string' ? text : t.trouble_other);
}
