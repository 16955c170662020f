import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrastRatio } from './contrast.ts';
import pairs from './contrast-pairs.json' with { type: 'json' };
import { formatReference, formatThemeModule, formatTokensCss } from './formats.ts';
import { BRANDS, resolveTokens, THEMES, type TokenSet } from './resolve.ts';

const LEAST = { text: 4.5, ui: 3 } as const;
const sets = await resolveTokens();

const cases: [string, TokenSet][] = [
  ...THEMES.map((theme): [string, TokenSet] => [theme, sets.plain[theme]]),
  ...BRANDS.flatMap((brand) =>
    THEMES.map((theme): [string, TokenSet] => [`${brand} ${theme}`, sets.branded[brand][theme]]),
  ),
];

describe.each(cases)('%s', (_name, set) => {
  test.each(pairs)('$foreground on $background can be read', ({ foreground, background, kind }) => {
    const ratio = contrastRatio(color(set, foreground), color(set, background));
    expect(ratio).toBeGreaterThanOrEqual(kind === 'text' ? LEAST.text : LEAST.ui);
  });

  test('has the same tokens as every other theme', () => {
    expect([...set.keys()]).toEqual([...sets.plain.light.keys()]);
  });
});

test('contrast is counted as WCAG counts it', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBe(21);
  expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
});

test('there are at least 60 tokens, each with a description', () => {
  const tokens = [...sets.plain.light.values()];
  expect(tokens.length).toBeGreaterThanOrEqual(60);
  expect(tokens.filter((token) => token.description === '')).toEqual([]);
});

test("a page's own value comes before the widget's, except in high contrast", () => {
  const theme = formatThemeModule(sets);
  expect(theme).toContain('--fy-color-accent:var(--foyer-color-accent,light-dark(');
  const highContrast = theme.slice(theme.indexOf('[theme=high-contrast]'));
  expect(highContrast).not.toContain('var(--foyer-');
  for (const { name, type } of sets.plain.light.values()) {
    if (type === 'color') expect(highContrast).toContain(`--fy-${name}:`);
  }
});

test('every reference in the page style sheet is one it defines', () => {
  const css = formatTokensCss(sets);
  const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
  for (const [, name] of css.matchAll(/var\((--[\w-]+)\)/g)) expect(defined).toContain(name);
});

test('the token reference is up to date: run `npm run build:tokens`', () => {
  expect(readFileSync(new URL('../docs/reference/tokens.md', import.meta.url), 'utf8')).toBe(
    formatReference(sets),
  );
});

function color(set: TokenSet, role: string): string {
  const value = set.get(`color-${role}`)?.value;
  if (typeof value !== 'string') throw new Error(`No colour for the role ${role}`);
  return value;
}
