import { dayAfter } from './period.model.ts';

/** The day that is so many business days after another: Monday to Friday, without these holidays. */
export function addBusinessDays(day: string, count: number, holidays: ReadonlySet<string>): string {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = dayAfter(reached);
    if (isBusinessDay(reached, holidays)) left -= 1;
  }
  return reached;
}

function isBusinessDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}
