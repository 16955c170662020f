import type { Locale } from './locale.ts';

/** A text, or a text made from facts. Facts arrive formatted, except counts, which choose a plural form. */
export type Message = string | ((...facts: never[]) => string);

export type Messages = Readonly<Record<string, Message>>;

/** The same keys with texts of another language; a text made from facts takes the same facts. */
export type Translation<M extends Messages> = {
  readonly [K in keyof M]: M[K] extends string ? string : M[K];
};

type Loader<M extends Messages> = () => Promise<{ readonly messages: Translation<M> }>;

/** The texts of one widget or of the kit, in every language. */
export type Catalogue<M extends Messages> = {
  /** The texts of a locale, or the source texts until `load` brought them. */
  in(locale: Locale): Translation<M>;
  /** Fetches the texts of a locale once. Never rejects: a language that cannot be fetched is the source's. */
  load(locale: Locale): Promise<void>;
};

/**
 * Makes a catalogue. `source` is in the widget's own bundle, a translation is a module of its own that is fetched
 * when an element first needs it.
 */
export function defineMessages<M extends Messages>(
  source: M,
  translations: Partial<Record<Exclude<Locale, 'en-AU'>, Loader<M>>> = {},
): Catalogue<M> {
  const loaded = new Map<Locale, Translation<M>>();
  const inSource: Translation<M> = source as Translation<M>;
  return {
    in: (locale) => loaded.get(locale) ?? inSource,
    async load(locale) {
      if (locale === 'en-AU' || loaded.has(locale)) return;
      const module = await translations[locale]?.().catch(() => undefined);
      if (module) loaded.set(locale, module.messages);
    },
  };
}

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Chooses the plural form of a language: `plural('en-AU', 2, { one: 'invoice', other: 'invoices' })`. */
export function plural(locale: Locale, count: number, forms: PluralForms): string {
  return forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
}
