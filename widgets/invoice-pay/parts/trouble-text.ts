import type { PaymentTrouble } from '../model/payment-phase.ts';
import type { PayWords } from './pay.messages.ts';

/**
 * A trouble in words: those of the rail where they are better, else those that hold on every rail. Codes that nobody
 * foresaw share one sentence and are told apart by the request id.
 */
export function troubleText({ code, said }: PaymentTrouble, t: PayWords, rail?: string): string {
  const words: Readonly<Record<string, unknown>> = t;
  const texts = [said, words[`trouble_${code}_${rail}`], words[`trouble_${code}`]];
  return texts.find((text) => typeof text === 'string') ?? t.trouble_other;
}
