import { intlTag, type Locale } from '../../kit/locale.ts';

/** `2:15 pm` today, `22 Nov, 2:15 pm` on any other day, by the reader's own clock. */
export function clockTime(instant: string, locale: Locale, now = new Date()): string {
  const at = new Date(instant);
  const today = at.toDateString() === now.toDateString();
  const day: Intl.DateTimeFormatOptions = today ? {} : { day: 'numeric', month: 'short' };
  const format = new Intl.DateTimeFormat(intlTag(locale), { hour: 'numeric', minute: '2-digit', ...day });
  return format.format(at).replaceAll('\u202f', ' ');
}

/** The zone of the reader's device, for instants that belong to no site. */
export function readerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
