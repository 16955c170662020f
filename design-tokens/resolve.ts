import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import StyleDictionary from 'style-dictionary';

export const THEMES = ['light', 'dark', 'high-contrast'] as const;
export const BRANDS = ['harbourview', 'northside'] as const;

export type Theme = (typeof THEMES)[number];
export type Brand = (typeof BRANDS)[number];

/** One token, references resolved. `value` is CSS text, or the layers of a shadow. */
export type ResolvedToken = {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly value: string | readonly ShadowLayer[];
};

export type ShadowLayer = {
  readonly offsetX: string;
  readonly offsetY: string;
  readonly blur: string;
  readonly spread: string;
  readonly color: string;
};

/** Tokens by name, for one theme with or without a brand. */
export type TokenSet = ReadonlyMap<string, ResolvedToken>;
export type TokenSets = {
  readonly plain: Readonly<Record<Theme, TokenSet>>;
  readonly branded: Readonly<Record<Brand, Readonly<Record<Theme, TokenSet>>>>;
};

const HERE = dirname(fileURLToPath(import.meta.url));

/** Resolves every theme, and every theme of every brand. */
export async function resolveTokens(): Promise<TokenSets> {
  return {
    plain: await perTheme((theme) => resolveSet([theme])),
    branded: {
      harbourview: await perTheme((theme) => resolveSet([theme, `harbourview.${theme}`])),
      northside: await perTheme((theme) => resolveSet([theme, `northside.${theme}`])),
    },
  };
}

async function perTheme(resolve: (theme: Theme) => Promise<TokenSet>): Promise<Record<Theme, TokenSet>> {
  const [light, dark, highContrast] = await Promise.all(THEMES.map(resolve));
  if (!light || !dark || !highContrast) throw new Error('A theme is missing.');
  return { light, dark, 'high-contrast': highContrast };
}

async function resolveSet(themeFiles: readonly string[]): Promise<TokenSet> {
  const dictionary = new StyleDictionary({
    include: ['base/*.json', 'semantic/*.json', `themes/${themeFiles[0]}.json`].map((file) =>
      join(HERE, file),
    ),
    // A brand overrides its theme; only `include` may be overridden without a warning.
    source: themeFiles.slice(1).map((file) => join(HERE, 'themes', `${file}.json`)),
    platforms: { css: { transforms: ['name/kebab'] } },
    log: { verbosity: 'silent' },
  });
  const { allTokens } = await dictionary.getPlatformTokens('css');
  const set = new Map<string, ResolvedToken>();
  for (const token of allTokens) {
    const name = token.path.join('-');
    // The base layer is the palette the roles are mixed from, and no part of the public interface.
    if (name.startsWith('base-')) continue;
    set.set(name, {
      name,
      type: String(token.$type),
      description: String(token.$description ?? ''),
      value: toValue(String(token.$type), token.$value),
    });
  }
  return set;
}

function toValue(type: string, value: unknown): string | readonly ShadowLayer[] {
  if (type === 'shadow' && Array.isArray(value)) return value;
  if (type === 'cubicBezier' && Array.isArray(value)) return `cubic-bezier(${value.join(', ')})`;
  return String(value);
}
