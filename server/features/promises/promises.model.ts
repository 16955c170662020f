import type { PromiseStatus } from './promises.contract.ts';

export type PromiseFacts = {
  amountCents: number;
  promisedOn: string;
  withdrawn: boolean;
  /** Settled of the invoice since the promise and up to the end of its day. */
  settledCents: number;
};

/** The one derivation of how a promise stands on a day. What was kept stays kept. */
export function promiseStatusOf(promise: PromiseFacts, today: string): PromiseStatus {
  if (promise.withdrawn) return 'withdrawn';
  if (promise.settledCents >= promise.amountCents) return 'kept';
  return promise.promisedOn < today ? 'broken' : 'open';
}
