import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageStorage } from '../../kit/page-storage.ts';
import { invoiceSummary } from '../testing/facts.ts';
import { add, emptyBasket, setAmount } from './basket.ts';
import { draftKey, draftOf, loadDraft, saveDraft } from './draft.ts';

function memory(): PageStorage & { readonly size: number } {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    get size() {
      return map.size;
    },
  };
}

describe('draft', () => {
  const key = draftKey('user', 'client');

  it('F6 keeps what was chosen and typed, per user and client', () => {
    const store = memory();
    const one = invoiceSummary(1);
    const basket = setAmount(add(emptyBasket, [one, invoiceSummary(2)]), one.id, '12.', 1_200);
    saveDraft(store, key, draftOf({ ...basket, clientReference: 'July' }, null, 'p1'));
    expect(loadDraft(store, key)).toMatchObject({
      lines: [{ invoiceId: one.id, typed: '12.' }, { typed: null }],
      clientReference: 'July',
      paymentId: 'p1',
    });
    expect(loadDraft(store, draftKey('other', 'client'))).toBeNull();
  });

  it('leaves nothing behind once there is nothing to keep', () => {
    const store = memory();
    saveDraft(store, key, draftOf(add(emptyBasket, [invoiceSummary(1)]), null, null));
    expect(store.size).toBe(1);
    saveDraft(store, key, draftOf(emptyBasket, null, null));
    expect(store.size).toBe(0);
  });

  it('a page that forbids storage, or a full one, is no error', () => {
    const broken: PageStorage = {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => {},
    };
    expect(loadDraft(broken, key)).toBeNull();
    expect(() => saveDraft(broken, key, draftOf(emptyBasket, null, 'p'))).not.toThrow();
    expect(loadDraft(undefined, key)).toBeNull();
  });

  it('property: whatever stands in the storage is a draft or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const store = memory();
        store.setItem(key, text);
        const draft = loadDraft(store, key);
        expect(draft === null || Array.isArray(draft.lines)).toBe(true);
      }),
    );
  });
});
