import { remembered } from './remembered.ts';

/** Days as `YYYY-MM-DD` and months as `YYYY-MM`; facts about a day have no clock and no zone. */

const DAY_MS = 86_400_000;

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export const monthOf = (day: string): string => day.slice(0, 7);

export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export const lastDayOf = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1);

/** 0 is Sunday. */
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The day itself if it is that weekday, else the next that is. */
export const nextWeekday = (day: string, wanted: number): string =>
  addDays(day, (wanted - weekday(day) + 7) % 7);

/** How often each kind of day occurs in a month; a guard's rate depends on it. */
export const dayCounts = remembered((month: string) => {
  const counts = { weekdays: 0, saturdays: 0, sundays: 0 };
  for (let day = `${month}-01`; monthOf(day) === month; day = addDays(day, 1)) {
    if (weekday(day) === 6) counts.saturdays += 1;
    else if (weekday(day) === 0) counts.sundays += 1;
    else counts.weekdays += 1;
  }
  return counts;
});

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `March 2024`. */
export const monthName = (month: string): string =>
  `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** The year ending 30 June that a month belongs to. */
export const financialYear = (month: string): number =>
  Number(month.slice(0, 4)) + (Number(month.slice(5)) >= 7 ? 1 : 0);
