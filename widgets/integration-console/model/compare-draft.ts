import type {
  ReconciliationAccount,
  ReconciliationRequest,
} from '../../../server/features/reconciliation/reconciliation.contract.ts';
import { daysBetween } from '../../kit/dates.ts';

/** What is being typed; days are `YYYY-MM-DD` or empty. */
export type CompareDraft = {
  readonly account: ReconciliationAccount;
  readonly from: string;
  readonly to: string;
};

export type DayTrouble = 'dayMissing' | 'periodAhead' | 'periodBackwards' | 'periodTooLong';
export type CompareTroubles = { readonly from?: DayTrouble; readonly to?: DayTrouble };

/** As the server's contract has it. */
const mostDays = 92;

/** What is wrong with each field, for a period that ends today at the latest. */
export function troublesOf({ from, to }: CompareDraft, today: string): CompareTroubles {
  const start: DayTrouble | undefined = from === '' ? 'dayMissing' : from > today ? 'periodAhead' : undefined;
  const end = endTrouble(from, to, today);
  return { ...(start && { from: start }), ...(end && { to: end }) };
}

function endTrouble(from: string, to: string, today: string): DayTrouble | undefined {
  if (to === '') return 'dayMissing';
  if (to > today) return 'periodAhead';
  if (from === '') return undefined;
  if (to < from) return 'periodBackwards';
  return daysBetween(from, to) > mostDays ? 'periodTooLong' : undefined;
}

export function requestOf(draft: CompareDraft, today: string): ReconciliationRequest | undefined {
  return Object.keys(troublesOf(draft, today)).length === 0 ? { ...draft } : undefined;
}
