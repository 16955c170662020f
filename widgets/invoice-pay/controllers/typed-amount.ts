import { parseMoney } from '../../kit/money.ts';

/** Whole cents of what somebody typed; `null` when it is no amount of money. */
export function parseTyped(text: string): number | null {
  const parsed = parseMoney(text);
  return parsed.ok ? parsed.cents : null;
}
