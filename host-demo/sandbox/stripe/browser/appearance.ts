import type { Appearance } from './protocol.ts';

/** Stripe's three themes, by the names of its appearance variables. */
const themes: Record<string, Record<string, string>> = {
  stripe: {
    colorPrimary: '#0570de',
    colorBackground: '#ffffff',
    colorText: '#1f2937',
    colorTextSecondary: '#566173',
    colorTextPlaceholder: '#6b7280',
    colorDanger: '#c0123c',
    colorBorder: '#8a94a6',
    borderRadius: '5px',
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    fontSizeBase: '16px',
    spacingUnit: '4px',
  },
  night: {
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#c3c6d1',
    colorTextPlaceholder: '#a9adba',
    colorDanger: '#ff9ca8',
    colorBorder: '#8b8ea1',
  },
  flat: { colorBackground: '#f1f1f1', colorBorder: '#6b7280', borderRadius: '3px' },
};

const SELECTOR = /^\.(Input|Label|Error)(--[a-z]+)?(::?[a-z-]+)?$/;

/** Sets the variables on the document and turns `rules` into a sheet of their own. */
export function applyAppearance(appearance: Appearance, document: Document): void {
  const values = { ...themes.stripe, ...themes[appearance.theme ?? 'stripe'], ...appearance.variables };
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(values)) {
    if (/^[a-zA-Z]+$/.test(name) && !/url\(/i.test(value)) style.setProperty(`--${name}`, value);
  }
  document.adoptedStyleSheets = [ruleSheet(appearance.rules ?? {})];
}

function ruleSheet(rules: Record<string, Record<string, string>>): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  for (const [selector, declarations] of Object.entries(rules)) {
    if (!SELECTOR.test(selector)) continue;
    const rule = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)];
    if (!(rule instanceof CSSStyleRule)) continue;
    for (const [property, value] of Object.entries(declarations)) {
      if (/url\(/i.test(value)) continue;
      rule.style.setProperty(
        property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        value,
      );
    }
  }
  return sheet;
}
