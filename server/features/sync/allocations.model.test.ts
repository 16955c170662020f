import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, fitToRooms, sumByInvoice } from './allocations.model.ts';

const amounts = fc.dictionary(fc.constantFrom('i1', 'i2', 'i3'), fc.integer({ min: 1, max: 1_000 }));

describe('changesOf', () => {
  it('ends at what the source says, and touches no pair that is right already', () => {
    fc.assert(
      fc.property(amounts, amounts, (before, after) => {
        const booked = Object.entries(before).map(([invoiceId, amountCents]) => ({
          documentId: 'p',
          invoiceId,
          entryIds: [`${invoiceId}-1`],
          amountCents,
        }));
        const wish = { index: 0, documentId: 'p', amounts: new Map(Object.entries(after)) };
        const { reversals, additions } = changesOf([wish], booked);
        const ledger = new Map(Object.entries(before));
        for (const { invoiceId } of reversals) ledger.delete(invoiceId);
        for (const { invoiceId, amountCents } of additions) {
          expect(ledger.has(invoiceId)).toBe(false);
          ledger.set(invoiceId, amountCents);
        }
        expect(Object.fromEntries(ledger)).toEqual({ ...after });
        for (const { invoiceId, amountCents } of reversals) expect(after[invoiceId]).not.toBe(amountCents);
      }),
    );
  });
});

describe('fitToRooms', () => {
  const addition = (amountCents: number) => ({ index: 0, documentId: 'p', invoiceId: 'i', amountCents });

  it('I1 never books more than an invoice can take', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 10 }),
        fc.nat(1_000),
        fc.nat(1_000),
        (wanted, roomCents, portalCents) => {
          const { bookings, tooMuch } = fitToRooms(
            wanted.map(addition),
            new Map([['i', { roomCents, portalCents }]]),
          );
          const booked = bookings.reduce((sum, one) => sum + one.amountCents, 0);
          expect(booked).toBeLessThanOrEqual(roomCents);
          for (const one of bookings) expect(one.amountCents).toBeGreaterThan(0);
          if (wanted.reduce((sum, cents) => sum + cents, 0) <= roomCents)
            expect(booked).toBe(wanted.reduce((sum, cents) => sum + cents, 0));
          if (portalCents === 0) expect(bookings.every((one) => wanted.includes(one.amountCents))).toBe(true);
          expect(tooMuch.length === 0 || wanted.length > 0).toBe(true);
        },
      ),
    );
  });

  it('F8 shortens what meets a payment of the portal, and refuses what the source over-allocates itself', () => {
    const shortened = fitToRooms([addition(100)], new Map([['i', { roomCents: 30, portalCents: 70 }]]));
    expect(shortened.bookings.map((one) => one.amountCents)).toEqual([30]);
    expect(
      fitToRooms([addition(100)], new Map([['i', { roomCents: 30, portalCents: 69 }]])).tooMuch,
    ).toHaveLength(1);
    expect(fitToRooms([addition(1)], new Map()).tooMuch).toHaveLength(1);
  });
});

describe('sumByInvoice', () => {
  it('adds up what names one invoice several times', () => {
    const sums = sumByInvoice([
      { invoiceId: 'i', amountCents: 1 },
      { invoiceId: 'j', amountCents: 2 },
      { invoiceId: 'i', amountCents: 3 },
    ]);
    expect([...sums]).toEqual([
      ['i', 4],
      ['j', 2],
    ]);
  });
});
