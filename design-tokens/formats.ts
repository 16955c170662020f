import { BRANDS, type ResolvedToken, THEMES, type TokenSet, type TokenSets } from './resolve.ts';

/** Public name: what a host page sets. */
const publicName = (name: string): string => `--foyer-${name}`;
/** Private name: what widgets read. It falls back to the widget's own theme where the page sets nothing. */
const privateName = (name: string): string => `--fy-${name}`;

/** Light and dark in one value, told apart by the `color-scheme` in force where the value is used. */
function schemeValue(light: ResolvedToken, dark: ResolvedToken | undefined): string {
  if (typeof light.value === 'string') return either(light.value, String(dark?.value ?? light.value));
  const darkLayers = dark && typeof dark.value !== 'string' ? dark.value : light.value;
  return light.value
    .map((layer, index) => {
      const color = either(layer.color, darkLayers[index]?.color ?? layer.color);
      return `${layer.offsetX} ${layer.offsetY} ${layer.blur} ${layer.spread} ${color}`;
    })
    .join(', ');
}

const either = (light: string, dark: string): string =>
  light === dark ? light : `light-dark(${light}, ${dark})`;

function changed(set: TokenSet, from: TokenSet): ResolvedToken[] {
  return [...set.values()].filter(
    (token) => JSON.stringify(token.value) !== JSON.stringify(from.get(token.name)?.value),
  );
}

const block = (selector: string, lines: readonly string[]): string =>
  `${selector} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;

/** For pages of our own: every token on `:root`, themes by `data-theme`, brands by `data-brand`. */
export function formatTokensCss({ plain, branded }: TokenSets): string {
  const { light, dark } = plain;
  const highContrast = changed(plain['high-contrast'], light).map(
    (token) => `${publicName(token.name)}: ${schemeValue(token, undefined)};`,
  );
  const out = [
    block(':root', [
      'color-scheme: light;',
      ...[...light.values()].map((t) => `${publicName(t.name)}: ${schemeValue(t, dark.get(t.name))};`),
    ]),
    block(":root[data-theme='dark']", ['color-scheme: dark;']),
    block(":root[data-theme='auto']", ['color-scheme: light dark;']),
  ];
  for (const brand of BRANDS) {
    out.push(
      block(
        `:root[data-brand='${brand}']`,
        changed(branded[brand].light, light).map(
          (t) => `${publicName(t.name)}: ${schemeValue(t, branded[brand].dark.get(t.name))};`,
        ),
      ),
    );
  }
  out.push(block(":root[data-theme='high-contrast']", ['color-scheme: light;', ...highContrast]));
  out.push(
    `@media (prefers-contrast: more) {\n${block(":root[data-theme='auto']", ['color-scheme: light;', ...highContrast])}}\n`,
  );
  for (const brand of BRANDS) {
    const lines = changed(branded[brand]['high-contrast'], plain['high-contrast']).map(
      (t) => `${publicName(t.name)}: ${schemeValue(t, undefined)};`,
    );
    out.push(block(`:root[data-theme='high-contrast'][data-brand='${brand}']`, lines));
  }
  out.push(
    block(
      ':root',
      [...light.keys()].map((name) => `${privateName(name)}: var(${publicName(name)});`),
    ),
    block(":root[data-density='compact']", [
      '--fy-control-height: var(--fy-control-height-compact);',
      '--fy-row-height: var(--fy-row-height-compact);',
    ]),
    `@media (pointer: coarse) {\n${block(":root:not([data-density='compact'])", ['--fy-control-height: var(--fy-control-height-touch);'])}}\n`,
  );
  return out.join('');
}

/** For widgets: the private names on `:host`, each asking the page first. */
export function formatThemeModule({ plain }: TokenSets): string {
  const { light, dark } = plain;
  const ask = (token: ResolvedToken, value: string): string =>
    `${privateName(token.name)}:var(${publicName(token.name)},${value});`;
  const base = [...light.values()].map((t) => ask(t, schemeValue(t, dark.get(t.name)))).join('');
  // High contrast asks nobody: what a reader needs comes before a page's colours.
  // Every colour is written, also one that is as in light: the page may have set it.
  const highContrast = [...plain['high-contrast'].values()]
    .filter((t) => t.type === 'color' || t.type === 'shadow')
    .map((t) => `${privateName(t.name)}:${schemeValue(t, undefined)};`)
    .join('');
  const css =
    `:host{color-scheme:light;${base}}` +
    `:host([theme=dark]){color-scheme:dark}:host([theme=auto]){color-scheme:light dark}` +
    `:host([theme=high-contrast]){color-scheme:light;${highContrast}}` +
    `@media (prefers-contrast:more){:host([theme=auto]){color-scheme:light;${highContrast}}}`;
  return `/** Values of every token on a widget's host element, as CSS text. */\nexport const themeCss: string = ${JSON.stringify(css)};\n`;
}

/** For code and tools: every resolved value with its description. */
export function formatModule({ plain, branded }: TokenSets): string {
  const values = (set: TokenSet): Record<string, string> =>
    Object.fromEntries([...set.values()].map((t) => [t.name, schemeValue(t, undefined)]));
  const names = [...plain.light.keys()].map((name) => `  | '${name}'`).join('\n');
  const themes = Object.fromEntries(THEMES.map((theme) => [theme, values(plain[theme])]));
  const brands = Object.fromEntries(
    BRANDS.map((brand) => [
      brand,
      Object.fromEntries(THEMES.map((theme) => [theme, values(branded[brand][theme])])),
    ]),
  );
  const descriptions = Object.fromEntries([...plain.light.values()].map((t) => [t.name, t.description]));
  return [
    `export type TokenName =\n${names};\n`,
    `export type ThemeName = ${THEMES.map((theme) => `'${theme}'`).join(' | ')};\n`,
    `export type BrandName = ${BRANDS.map((brand) => `'${brand}'`).join(' | ')};\n`,
    `export type TokenValues = Readonly<Record<TokenName, string>>;\n`,
    `export const themes: Readonly<Record<ThemeName, TokenValues>> = ${JSON.stringify(themes, null, 2)};\n`,
    `export const brands: Readonly<Record<BrandName, Readonly<Record<ThemeName, TokenValues>>>> = ${JSON.stringify(brands, null, 2)};\n`,
    `export const descriptions: Readonly<Record<TokenName, string>> = ${JSON.stringify(descriptions, null, 2)};\n`,
  ].join('\n');
}

/** For people: the table of public custom properties. */
export function formatReference({ plain }: TokenSets): string {
  const text = (token: ResolvedToken | undefined): string => (token ? schemeValue(token, undefined) : '');
  const rows = [...plain.light.values()].map((token) => {
    const dark = text(plain.dark.get(token.name));
    const contrast = text(plain['high-contrast'].get(token.name));
    const light = text(token);
    const cell = (value: string): string => (value === light ? '' : `\`${value}\``);
    return `| \`${publicName(token.name)}\` | ${token.description} | \`${light}\` | ${cell(dark)} | ${cell(contrast)} |`;
  });
  return [
    '# Token reference',
    '',
    'Written by `npm run build:tokens` from the token files. An empty cell is the light value.',
    '',
    '| custom property | for | light | dark | high contrast |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
