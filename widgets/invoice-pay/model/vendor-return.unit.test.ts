import { describe, expect, it, vi } from 'vitest';
import { returnAddress, takeReturn } from './vendor-return.ts';

const id = '0192f3a4-5b6c-7d8e-9f00-112233445566';
const vendors = 'payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2&redirect_status=succeeded';

function take(href: string) {
  const history = { state: { idx: 3 }, replaceState: vi.fn() };
  return { id: takeReturn({ href }, history), history };
}

describe('return from the vendor', () => {
  it('F6 names the payment on the way out, once, and keeps the page as it is', () => {
    const away = returnAddress('https://host.example/a?tab=two%20b#part', id);
    expect(away).toBe(`https://host.example/a?tab=two+b&foyer_payment=${id}#part`);
    expect(returnAddress(`https://host.example/a?${vendors}&foyer_payment=old`, id)).toBe(
      `https://host.example/a?foyer_payment=${id}`,
    );
  });

  it('F6 takes its parameters out of the address bar and leaves the page its own, with its router’s state', () => {
    const { id: found, history } = take(
      `https://host.example/a?tab=two%20b&foyer_payment=${id}&${vendors}&x#part`,
    );
    expect(found).toBe(id);
    expect(history.replaceState).toHaveBeenCalledExactlyOnceWith({ idx: 3 }, '', '/a?tab=two%20b&x#part');
  });

  it("F6 leaves a return of the page's own payment alone", () => {
    const { id: found, history } = take(`https://host.example/a?${vendors}`);
    expect(found).toBeNull();
    expect(history.replaceState).not.toHaveBeenCalled();
  });

  it('reads nothing from what is no id, and still cleans up', () => {
    const { id: found, history } = take('https://host.example/?foyer_payment=../../x');
    expect(found).toBeNull();
    expect(history.replaceState).toHaveBeenCalledExactlyOnceWith({ idx: 3 }, '', '/');
  });
});
