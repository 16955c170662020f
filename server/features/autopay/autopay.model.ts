/** Days are `YYYY-MM-DD` in the contractor's time zone. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The day on which an invoice pays itself: so many days before it is due, and never before its people have had a day's
 * notice.
 * @param today the day of the notice at the earliest
 */
export function payDay(dueOn: string, daysBeforeDue: number, today: string): string {
  const wanted = addDays(dueOn, -daysBeforeDue);
  const tomorrow = addDays(today, 1);
  // Days compare as text.
  if (wanted > tomorrow) return wanted;
  return tomorrow;
}

/** After so many tries an invoice is left to people. */
export const mostTries = 3;
