import { html, type TemplateResult } from 'lit';
import { LOCALES, type Locale } from '../../../../widgets/kit/locale.ts';
import type { Portal } from '../portal.ts';
import { THEMES, type Theme } from '../preferences.ts';

/** Each language in its own words, so that a person who cannot read the current one finds theirs. */
const languageNames: Record<Locale, string> = {
  'en-AU': 'English (Australia)',
  'zh-Hans': '简体中文',
  ar: 'العربية',
};

/** @param place keeps the ids of two copies on one page apart. */
export function displaySettings(portal: Portal, place: string): TemplateResult {
  const { t, preferences } = portal;
  const themeNames: Record<Theme, string> = {
    auto: t.themeAuto,
    light: t.themeLight,
    dark: t.themeDark,
    'high-contrast': t.themeHighContrast,
  };
  const theme = (event: Event) => {
    const chosen = THEMES.find((one) => one === chosenValue(event));
    if (chosen) portal.prefer({ theme: chosen });
  };
  const language = (event: Event) => {
    const chosen = LOCALES.find((one) => one === chosenValue(event));
    if (chosen) portal.prefer({ locale: chosen });
  };
  return html`<div class="settings">
    <label for="${place}-theme">${t.theme}</label>
    <select id="${place}-theme" @change=${theme}>
      ${THEMES.map((one) => html`<option value=${one} ?selected=${one === preferences.theme}>${themeNames[one]}</option>`)}
    </select>
    <label for="${place}-language">${t.language}</label>
    <select id="${place}-language" @change=${language}>
      ${LOCALES.map(
        (one) =>
          html`<option value=${one} lang=${one} ?selected=${one === preferences.locale}>${languageNames[one]}</option>`,
      )}
    </select>
  </div>`;
}

function chosenValue(event: Event): string {
  return event.target instanceof HTMLSelectElement ? event.target.value : '';
}
