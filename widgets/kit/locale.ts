/** The locales Foyer speaks. English as written in Australia is the source of every message. */
export const LOCALES = ['en-AU', 'zh-Hans', 'ar'] as const;

export type Locale = (typeof LOCALES)[number];

export const SOURCE_LOCALE = 'en-AU' satisfies Locale;

/** The closest locale Foyer speaks to a BCP 47 tag; the source locale for every other language. */
export function resolveLocale(tag: string | null | undefined): Locale {
  const language = (tag ?? '').toLowerCase().split('-')[0];
  if (language === 'zh') return 'zh-Hans';
  if (language === 'ar') return 'ar';
  return SOURCE_LOCALE;
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

/** The tag for `Intl`. Figures stay in the digits that are on the invoice. */
export function intlTag(locale: Locale): string {
  return locale === 'ar' ? 'ar-u-nu-latn' : locale;
}
