import { describe, expect, it } from 'vitest';
import { callerAddress } from './caller-address.ts';

describe("S11 the caller's address", () => {
  it.each([
    ['no proxy of ours: the header is a claim', '1.1.1.1', 0, '9.9.9.9'],
    ['one proxy: the last entry is what it saw', '6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
    ['two proxies: the last but one', '6.6.6.6, 1.1.1.1, 10.0.0.1', 2, '1.1.1.1'],
    ['fewer entries than proxies', '1.1.1.1', 3, '9.9.9.9'],
    ['an empty header', '', 1, '9.9.9.9'],
  ])('S11 %s', (_name, forwarded, hops, expected) => {
    expect(callerAddress(forwarded, '9.9.9.9', hops)).toBe(expected);
  });
});
