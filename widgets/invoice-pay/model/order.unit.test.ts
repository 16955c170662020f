import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credit, invoiceSummary, railOffers } from '../testing/facts.ts';
import * as baskets from './basket.ts';
import { editable } from './credit-plan.ts';
import { payableCents } from './invoice-list.ts';
import { orderOf, toRequest } from './order.ts';

const old = invoiceSummary(1, { totalCents: 50_000, dueOn: '2026-09-01' });
const young = invoiceSummary(2, { totalCents: 162_050, dueOn: '2026-12-01', poNumber: null });
const both = baskets.add(baskets.emptyBasket, [young, old]);
const text = (cents: number) => (cents / 100).toFixed(2);

describe('order', () => {
  it('F6 without credits the money is the sum of the lines', () => {
    const order = orderOf(both, [], railOffers(212_050));
    expect(toRequest(both, order)).toEqual({
      lines: [
        { invoiceId: young.id, amountCents: 162_050, poNumber: null, costCentre: null },
        { invoiceId: old.id, amountCents: 50_000, poNumber: 'PO-771', costCentre: null },
      ],
      credits: [],
      expectedTotalCents: 212_050,
      rail: 'card',
      expectedSurchargeCents: 0,
      paymentMethodId: null,
      clientReference: null,
      receiptEmail: null,
    });
  });

  it('F6 suggests the oldest credit first, onto the oldest invoice, and goes on to the next', () => {
    const first = credit(1, { remainingCents: 30_000 });
    const second = credit(2, { kind: 'payment', remainingCents: 40_000 });
    const order = orderOf(both, [first, second], []);
    expect(order.credits.map(({ id, invoiceId, cents }) => [id, invoiceId, cents])).toEqual([
      [first.id, old.id, 30_000],
      [second.id, old.id, 20_000],
      [second.id, young.id, 20_000],
    ]);
    expect([order.moneyCents, order.creditCents]).toEqual([142_050, 70_000]);
    // An invoice that credits pay whole needs no money, and so no line.
    expect(toRequest(both, order).lines.map(({ invoiceId }) => invoiceId)).toEqual([young.id]);
  });

  it('F6 credits that pay everything need no rail and no money', () => {
    const order = orderOf(both, [credit(1, { remainingCents: 900_000 })], railOffers(1));
    expect([order.rail, order.moneyCents, order.chargedCents, order.isPayable]).toEqual([
      'credit',
      0,
      0,
      true,
    ]);
    expect(toRequest(both, order)).toMatchObject({ lines: [], rail: 'credit', expectedTotalCents: 0 });
  });

  it('F6 an edit keeps the whole plan as it stands; what does not fit counts with nothing', () => {
    const credits = [credit(1, { remainingCents: 30_000 })];
    const plan = editable(orderOf(both, credits, []).credits, text);
    const tooMuch = plan.map((share) => ({ ...share, typed: '300.01', cents: 30_001 }));
    const order = orderOf({ ...both, credits: tooMuch }, credits, []);
    expect(order.credits[0]).toMatchObject({ cents: 0, problem: 'above_remainder', typed: '300.01' });
    expect(order.isPayable).toBe(false);
    const none = orderOf({ ...both, credits: [] }, credits, []);
    expect([none.creditCents, none.moneyCents, none.isPayable]).toEqual([0, 212_050, true]);
    const unreadable = plan.map((share) => ({ ...share, typed: 'ten', cents: null }));
    expect(orderOf({ ...both, credits: unreadable }, credits, []).credits[0]?.problem).toBe('not_money');
    const roomy = [credit(1, { remainingCents: 60_000 })];
    const tooMuchHere = plan.map((share) => ({ ...share, typed: '500.01', cents: 50_001 }));
    expect(orderOf({ ...both, credits: tooMuchHere }, roomy, []).credits[0]?.problem).toBe('above_balance');
  });

  it('F6 withholds what is disputed, and pays it when somebody asks to', () => {
    const disputed = { ...old, disputedCents: 12_000 };
    const basket = baskets.add(baskets.emptyBasket, [disputed]);
    expect(orderOf(basket, [], [])).toMatchObject({ moneyCents: 38_000, isPayable: true });
    expect(orderOf(basket, [credit(1, { remainingCents: 99_000 })], [])).toMatchObject({
      creditCents: 38_000,
      moneyCents: 0,
    });
    expect(orderOf(baskets.setPayDisputed(basket, old.id, true), [], []).moneyCents).toBe(50_000);
    const all = { ...old, disputedCents: 50_000 };
    const whole = baskets.add(baskets.emptyBasket, [all]);
    expect(orderOf(whole, [], []).isPayable).toBe(false);
  });

  it('F6 takes the chosen rail while it is offered, and the first one otherwise', () => {
    const chosen = { ...both, rail: 'becs' as const };
    expect(orderOf(chosen, [], railOffers(212_050)).rail).toBe('becs');
    const closed = railOffers(212_050).map((offer) => ({ ...offer, offered: offer.rail !== 'becs' }));
    expect(orderOf(chosen, [], closed).rail).toBe('card');
    expect(orderOf(both, [], []).rail).toBe('card');
  });

  it('F6 a surcharge is charged on top and pays no invoice', () => {
    const offers = railOffers(212_050).map((offer) => ({ ...offer, surchargeCents: 1_696 }));
    const order = orderOf(both, [], offers);
    expect([order.surchargeCents, order.chargedCents, order.moneyCents]).toEqual([1_696, 213_746, 212_050]);
    expect(toRequest(both, order)).toMatchObject({
      expectedTotalCents: 212_050,
      expectedSurchargeCents: 1_696,
    });
  });

  it('F6 a typed amount may be nothing where credits pay, and never more than they leave', () => {
    const credits = [credit(1, { remainingCents: 30_000 })];
    const nothing = baskets.setAmount(both, old.id, '0.00', 0);
    expect(orderOf(nothing, credits, []).lines[1]).toMatchObject({ problem: null, leftCents: 20_000 });
    const much = baskets.setAmount(both, old.id, '200.01', 20_001);
    expect(orderOf(much, credits, []).lines[1]?.problem).toBe('above_balance');
  });

  it('property: whatever was typed, no invoice is paid above its balance and no credit above its rest', () => {
    const amount = fc.option(fc.integer({ min: -5, max: 3_000 }), { nil: null });
    const anyInvoice = fc.record({
      totalCents: fc.integer({ min: 1, max: 2_000 }),
      disputedCents: fc.integer({ min: 0, max: 2_500 }),
      pendingCents: fc.integer({ min: 0, max: 500 }),
      typed: amount,
      payDisputed: fc.boolean(),
    });
    const anyShare = fc.record({ credit: fc.nat(3), invoice: fc.nat(5), cents: amount });
    fc.assert(
      fc.property(
        fc.array(anyInvoice, { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 4 }),
        fc.option(fc.array(anyShare, { maxLength: 6 }), { nil: null }),
        (list, remainders, shares) => {
          const invoices = list.map(({ totalCents, pendingCents, disputedCents }, n) => ({
            ...invoiceSummary(n, { totalCents, pendingCents }),
            disputedCents,
          }));
          let basket = baskets.add(baskets.emptyBasket, invoices);
          list.forEach(({ typed, payDisputed }, n) => {
            const id = invoiceSummary(n).id;
            basket = baskets.setPayDisputed(basket, id, payDisputed);
            if (typed !== null) basket = baskets.setAmount(basket, id, text(typed), typed);
          });
          const credits = remainders.map((remainingCents, n) => credit(n, { remainingCents }));
          const edited = shares?.map((share) => ({
            kind: 'credit_note' as const,
            id: credit(share.credit).id,
            invoiceId: invoiceSummary(share.invoice).id,
            cents: share.cents,
            typed: share.cents === null ? 'x' : text(share.cents),
          }));
          const order = orderOf({ ...basket, credits: edited ?? null }, credits, []);
          if (!order.isPayable) return;
          const request = toRequest(basket, order);
          const uses = request.credits ?? [];
          const money = request.lines.reduce((sum, line) => sum + line.amountCents, 0);
          expect(request.expectedTotalCents).toBe(money);
          expect(request.rail === 'credit').toBe(request.lines.length === 0);
          expect([...request.lines, ...uses].every(({ amountCents }) => amountCents > 0)).toBe(true);
          for (const invoice of invoices) {
            const paid = [...request.lines, ...uses]
              .filter(({ invoiceId }) => invoiceId === invoice.id)
              .reduce((sum, { amountCents }) => sum + amountCents, 0);
            expect(paid).toBeLessThanOrEqual(payableCents(invoice));
          }
          for (const one of credits) {
            const used = uses
              .filter(({ id }) => id === one.id)
              .reduce((sum, use) => sum + use.amountCents, 0);
            expect(used).toBeLessThanOrEqual(one.remainingCents);
          }
          expect(new Set(uses.map(({ id, invoiceId }) => `${id} ${invoiceId}`)).size).toBe(uses.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
