import { directionOf, LOCALES, type Locale, resolveLocale } from '../../../widgets/kit/locale.ts';

export const THEMES = ['auto', 'light', 'dark', 'high-contrast'] as const;
export type Theme = (typeof THEMES)[number];

export type Preferences = { readonly theme: Theme; readonly locale: Locale };

const key = 'foyer.portal.preferences';

/** How the portal looks on this device: nothing about who uses it, so it may outlive a session. */
export function readPreferences(): Preferences {
  const fallback: Preferences = { theme: 'auto', locale: resolveLocale(navigator.language) };
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null) return fallback;
    const theme = THEMES.find((one) => 'theme' in value && value.theme === one) ?? fallback.theme;
    const locale = LOCALES.find((one) => 'locale' in value && value.locale === one) ?? fallback.locale;
    return { theme, locale };
  } catch {
    return fallback;
  }
}

export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // A browser that keeps nothing still shows what was chosen until the page is left.
  }
}

/** Shows the preferences on the page itself; widgets are told by their attributes. */
export function applyPreferences({ theme, locale }: Preferences, brand: string): void {
  const { documentElement: page } = document;
  page.dataset.theme = theme;
  page.dataset.brand = brand;
  page.lang = locale;
  page.dir = directionOf(locale);
}
