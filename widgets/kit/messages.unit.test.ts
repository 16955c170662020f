import { describe, expect, test } from 'vitest';
import { kitMessages } from './kit.messages.ts';
import { directionOf, LOCALES, resolveLocale } from './locale.ts';
import { defineMessages, plural } from './messages.ts';

describe('locales', () => {
  test.each([
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['ar-EG', 'ar'],
    ['en-US', 'en-AU'],
    ['de', 'en-AU'],
    ['', 'en-AU'],
    [undefined, 'en-AU'],
    ['%%', 'en-AU'],
  ])('%s is shown as %s', (tag, locale) => {
    expect(resolveLocale(tag)).toBe(locale);
  });

  test('Arabic runs from right to left', () => {
    expect(LOCALES.map(directionOf)).toEqual(['ltr', 'ltr', 'rtl']);
  });
});

describe('catalogues', () => {
  test('speak the source until a language is loaded', async () => {
    const catalogue = defineMessages(
      { pay: (amount: string) => `Pay ${amount}`, back: 'Back' },
      { ar: async () => ({ messages: { pay: (amount) => `ادفع ${amount}`, back: 'رجوع' } }) },
    );
    expect(catalogue.in('ar').pay('$1.00')).toBe('Pay $1.00');
    await catalogue.load('ar');
    expect(catalogue.in('ar').pay('$1.00')).toBe('ادفع $1.00');
    expect(catalogue.in('en-AU').back).toBe('Back');
  });

  test('go on in the source language when a translation cannot be fetched', async () => {
    const catalogue = defineMessages({ back: 'Back' }, { ar: () => Promise.reject(new Error('404')) });
    await catalogue.load('ar');
    expect(catalogue.in('ar').back).toBe('Back');
  });

  test("the kit's own words are in every language", async () => {
    const source = kitMessages.in('en-AU');
    for (const locale of LOCALES) {
      await kitMessages.load(locale);
      const words = kitMessages.in(locale);
      expect(Object.keys(words).sort()).toEqual(Object.keys(source).sort());
      if (locale !== 'en-AU') expect(words.retry).not.toBe(source.retry);
      expect(words.selected(3)).toContain('3');
    }
  });
});

test('plural forms follow the language', () => {
  const forms = { one: 'invoice', other: 'invoices' };
  expect([1, 2].map((n) => plural('en-AU', n, forms))).toEqual(['invoice', 'invoices']);
  expect(plural('ar', 2, { two: 'صفان', other: 'صف' })).toBe('صفان');
});
