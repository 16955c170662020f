import { FileFault } from './file-fault.ts';

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** @throws FileFault when there is no such day */
export function dayOf(year: number, month: number, date: number): string {
  const length = month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);
  if (!(year >= 1970 && year <= 2199 && date >= 1 && date <= length))
    throw new FileFault(`${year}-${month}-${date} is not a day`);
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

const known = new Map<string, string>();

/** The day of `2026-03-03`, `2026-03-03T10:00:00+11:00` and `2026-03-03+11:00`: as written, for the bank writes its own. */
export function isoDay(text: string): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T+Z-])/.exec(text) ?? [];
  if (!year) throw new FileFault(`"${text.slice(0, 40)}" is not a day`);
  return dayOf(Number(year), Number(month), Number(date));
}

/** `YYMMDD` of BAI2. */
export function shortDay(text: string): string {
  const [, year, month, date] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  if (!year) throw new FileFault(`"${text.slice(0, 40)}" is not a day`);
  return dayOf(2000 + Number(year), Number(month), Number(date));
}

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** As Australian banks write it in CSV: `03/03/2026`, `3/3/26`, `03 Mar 26`, `03-Mar-2026`, `2026-03-03`, `20260303`. */
export function writtenDay(text: string): string {
  let day = known.get(text);
  if (day === undefined) {
    day = readWrittenDay(text.trim());
    if (known.size > 5_000) known.clear();
    known.set(text, day);
  }
  return day;
}

function readWrittenDay(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return isoDay(text);
  const packed = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (packed) return dayOf(Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const [, date, month = '', year = ''] =
    /^(\d{1,2})[/ .-](\d{1,2}|[A-Za-z]{3})[/ .-](\d{4}|\d\d)$/.exec(text) ?? [];
  if (!date) throw new FileFault(`"${text.slice(0, 40)}" is not a day`);
  const monthNumber = /^\d/.test(month) ? Number(month) : names.indexOf(month.toLowerCase()) + 1;
  return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), monthNumber, Number(date));
}

/**
 * OFX's `YYYYMMDDHHMMSS.XXX[gmt offset:tz name]`. A time with an offset is a moment: its day is told where it was written,
 * which is what the digits say.
 */
export function ofxDay(text: string): string {
  const [, year, month, date] =
    /^(\d{4})(\d\d)(\d\d)(?:\d{4}(?:\d\d)?(?:\.\d{1,3})?)?(?:\[[^\]]{1,20}\])?$/.exec(text.trim()) ?? [];
  if (!year) throw new FileFault(`"${text.slice(0, 40)}" is not a day`);
  return dayOf(Number(year), Number(month), Number(date));
}

/** First and last of some days. */
export function periodOf(days: Iterable<string>): { from: string; to: string } | null {
  let from = '';
  let to = '';
  for (const day of days) {
    if (from === '' || day < from) from = day;
    if (to === '' || day > to) to = day;
  }
  return from === '' ? null : { from, to };
}
