import { intlTag, type Locale, SOURCE_LOCALE } from './locale.ts';

const DAY_MS = 86_400_000;

/** A day fact (`2026-03-03`) as people in Australia write it: `3 Mar 2026`. Throws RangeError for what is no day. */
export function formatDay(day: string, locale: Locale = SOURCE_LOCALE): string {
  return shortMonths(dayFormat(locale, 'UTC').formatToParts(parseDay(day)), locale);
}

/** An ISO instant in a given IANA time zone: `3 Mar 2026, 2:05 pm AEDT`. Throws RangeError for what is no instant. */
export function formatInstant(instant: string, timeZone: string, locale: Locale = SOURCE_LOCALE): string {
  return shortMonths(instantFormat(locale, timeZone).formatToParts(parseInstant(instant)), locale);
}

/** The day on which an instant falls in a time zone, as `YYYY-MM-DD`. */
export function dayInZone(instant: string, timeZone: string): string {
  const parts = format('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(parseInstant(instant));
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((parseDay(to).getTime() - parseDay(from).getTime()) / DAY_MS);
}

/** `in 3 days`, `yesterday`, `2 months ago`: to stand beside the absolute day, never alone. */
export function relativeDay(day: string, today: string, locale: Locale = SOURCE_LOCALE): string {
  const days = daysBetween(today, day);
  const relative = relativeFormat(locale);
  if (Math.abs(days) < 60) return relative.format(days, 'day');
  if (Math.abs(days) < 730) return relative.format(Math.round(days / 30.44), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}

/** `5 minutes ago`, `in 2 hours`: to stand beside the absolute instant, never alone. */
export function relativeInstant(instant: string, now: string, locale: Locale = SOURCE_LOCALE): string {
  const seconds = (parseInstant(instant).getTime() - parseInstant(now).getTime()) / 1000;
  const relative = relativeFormat(locale);
  if (Math.abs(seconds) < 60) return relative.format(Math.trunc(seconds), 'second');
  if (Math.abs(seconds) < 3600) return relative.format(Math.trunc(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86_400) return relative.format(Math.trunc(seconds / 3600), 'hour');
  return relative.format(Math.trunc(seconds / 86_400), 'day');
}

function parseDay(day: string): Date {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  // `2026-02-30` would roll over into March.
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) {
    throw new RangeError(`Not a day: ${day}`);
  }
  return date;
}

function parseInstant(instant: string): Date {
  const date = new Date(instant);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(instant) || Number.isNaN(date.getTime())) {
    throw new RangeError(`Not an instant: ${instant}`);
  }
  return date;
}

/** Australian English abbreviates unevenly (`June`, `Sept`); three letters keep a column of dates even. */
function shortMonths(parts: Intl.DateTimeFormatPart[], locale: Locale): string {
  const text = ({ type, value }: Intl.DateTimeFormatPart): string =>
    type === 'month' && locale === SOURCE_LOCALE ? value.slice(0, 3) : value;
  return parts.map(text).join('').replaceAll('\u202f', ' ');
}

const dayFormat = (locale: Locale, timeZone: string): Intl.DateTimeFormat =>
  format(intlTag(locale), { timeZone, day: 'numeric', month: 'short', year: 'numeric' });

const instantFormat = (locale: Locale, timeZone: string): Intl.DateTimeFormat =>
  format(intlTag(locale), {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });

const formats = new Map<string, Intl.DateTimeFormat>();

function format(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(tag, options);
    formats.set(key, found);
  }
  return found;
}

const relativeFormat = (locale: Locale): Intl.RelativeTimeFormat =>
  new Intl.RelativeTimeFormat(intlTag(locale), { numeric: 'auto' });
