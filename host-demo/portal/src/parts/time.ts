import { intlTag, type Locale } from '../../../../widgets/kit/locale.ts';

/** `2:15 pm` on this device's clock. */
export function timeOf(instant: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(intlTag(locale), { hour: 'numeric', minute: '2-digit' });
  return format.format(new Date(instant)).replaceAll('\u202f', ' ');
}

/** `22 Nov 2026, 2:15 pm` on this device's clock. */
export function momentOf(instant: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(intlTag(locale), { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(instant)).replaceAll('\u202f', ' ');
}
