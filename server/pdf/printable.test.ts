import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';

const latin = new Set(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -?üé'].map((c) => c.codePointAt(0) ?? 0),
);

describe('printable', () => {
  it.each([
    ['Müller', 'Müller'],
    ['İstanbul Çiçek', 'Istanbul Cicek'],
    ['e\u0301', 'é'],
    ['李小龍', '???'],
    ['a\u2011b\u2212c\u00a0d', 'a-b-c d'],
    ['evil\u202egnp', 'evilgnp'],
    ['a\tb\u0000c', 'a b c'],
    ['ﬁt', 'fit'],
  ])('%j becomes %j', (text, shown) => {
    expect(printable(text, latin)).toBe(shown);
  });
});
