import { describe, expect, it } from 'vitest';
import { messages as arabic } from '../messages/pay.ar.ts';
import { messages as english } from '../messages/pay.en-au.ts';
import { messages as chinese } from '../messages/pay.zh-hans.ts';
import { railWord } from './rail-word.ts';
import { outcomeOf } from './stripe-payment.ts';
import { troubleText } from './trouble-text.ts';

/** What only a payer by card can meet; everything else is met on other rails too. */
const ofCardsAlone = ['card_declined', 'expired_card', 'incorrect_cvc'];
const codes = Object.keys(english)
  .filter((key) => key.startsWith('trouble_'))
  .map((key) => key.slice('trouble_'.length));
const otherRails = ['becs', 'payto', 'paypal'];

describe.each([
  ['en-AU', english, /\bcards?\b/i],
  ['zh-Hans', chinese, /卡/],
  ['ar', arabic, /بطاق/],
] as const)('F6 words for every rail, in %s', (_locale, words, card) => {
  it.each(otherRails)('no trouble of %s speaks of a card', (rail) => {
    for (const code of codes.filter((one) => !ofCardsAlone.includes(one)))
      expect(troubleText({ code }, words, rail)).not.toMatch(card);
  });

  it.each(otherRails)('no step of %s does', (rail) => {
    for (const name of ['payTitle', 'formLoading', 'sending'] as const)
      expect(railWord(words, name, rail)).not.toMatch(card);
    expect(words.resumedBody).not.toMatch(card);
  });

  it('PayPal says no in its own words', () => {
    expect(troubleText({ code: 'card_declined' }, words, 'paypal')).toMatch(/PayPal/);
    expect(troubleText({ code: 'card_declined' }, words, 'paypal')).not.toMatch(card);
  });
});

describe('F6 a trouble in words', () => {
  it('takes those of the rail first, then those for all, and has some for a code that nobody foresaw', () => {
    expect(troubleText({ code: 'mandate_declined' }, english, 'payto')).toBe(
      english.trouble_mandate_declined_payto,
    );
    expect(troubleText({ code: 'mandate_declined' }, english, 'becs')).toBe(english.trouble_mandate_declined);
    expect(troubleText({ code: 'mandate_declined' }, english)).toBe(english.trouble_mandate_declined);
    expect(troubleText({ code: 'new_one' }, english, 'payto')).toBe(english.trouble_other);
    expect(troubleText({ code: 'new_one', said: 'So it is.' }, english, 'payto')).toBe('So it is.');
  });

  it.each(['payment_method_customer_decline', 'payment_intent_mandate_invalid'])(
    'E11 %s is a no in the bank’s app, and no fault of a card',
    (code) => {
      expect(outcomeOf({ type: 'invalid_request_error', code })).toMatchObject({ code: 'mandate_declined' });
    },
  );
});
