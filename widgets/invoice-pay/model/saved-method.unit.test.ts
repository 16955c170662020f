import { describe, expect, it } from 'vitest';
import { invoiceSummary, railOffers, savedMethod } from '../testing/facts.ts';
import * as baskets from './basket.ts';
import { orderOf, toRequest } from './order.ts';
import { methodOf, offerMethods } from './saved-method.ts';

const facts = (moneyCents: number) => ({ moneyCents, offers: railOffers(moneyCents), hasEveryPo: true });
describe('saved methods for an amount', () => {
  it('F6 a surcharge counts against the limit', () => {
    const { authority } = savedMethod(1);
    const method = savedMethod(1, { authority: { ...authority, limitCents: 100_000 } });
    const offers = railOffers(100_000).map((offer) => ({ ...offer, surchargeCents: 1 }));
    expect(offerMethods([method], { ...facts(100_000), offers })[0]?.reason).toBe('above_limit');
    expect(offerMethods([method], facts(100_000))[0]?.reason).toBeNull();
  });

  it('F6 puts the default first, takes it until somebody chooses, and keeps a choice only while it can pay', () => {
    const [first, second] = [savedMethod(1), savedMethod(2)];
    const offers = offerMethods([second, first], facts(5_000));
    expect(offers.map(({ method }) => method.id)).toEqual([first.id, second.id]);
    expect(methodOf(offers, null, true)?.id).toBe(first.id);
    expect(methodOf(offers, null, false)).toBeNull();
    expect(methodOf(offers, second.id, false)?.id).toBe(second.id);
    const paused = offerMethods([first, { ...second, status: 'paused' }], facts(5_000));
    expect(methodOf(paused, second.id, false)).toBeNull();
  });

  it('F6 the request names the method and its rail, and none where credits or entered details pay', () => {
    const method = savedMethod(1, { kind: 'becs' });
    const basket = baskets.add(baskets.emptyBasket, [invoiceSummary(1, { totalCents: 50_000 })]);
    const order = orderOf(basket, [], railOffers(50_000), [method]);
    expect(toRequest(basket, order)).toMatchObject({ rail: 'becs', paymentMethodId: method.id });
    const typed = { ...basket, rail: 'card' } as const;
    expect(toRequest(typed, orderOf(typed, [], railOffers(50_000), [method]))).toMatchObject({
      rail: 'card',
      paymentMethodId: null,
    });
  });

  it('F6 says when its authority wants a purchase order that a line does not have', () => {
    const { authority } = savedMethod(1);
    const method = savedMethod(1, { authority: { ...authority, poRequired: true } });
    const bare = baskets.add(baskets.emptyBasket, [invoiceSummary(1, { poNumber: null })]);
    expect(orderOf(bare, [], [], [method]).methods[0]?.needsPo).toBe(true);
    const named = baskets.setFact(bare, bare.lines[0]?.invoice.id ?? '', 'poNumber', 'PO-1');
    expect(orderOf(named, [], [], [method]).methods[0]?.needsPo).toBe(false);
  });
});
