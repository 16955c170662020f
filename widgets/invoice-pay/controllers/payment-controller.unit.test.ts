import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Payment } from '../../../server/features/payments/payments.contract.ts';
import { FoyerProblem } from '../../kit/client/problem.ts';
import { InvoicePayApi } from '../invoice-pay.api.ts';
import { add, emptyBasket, setAmount } from '../model/basket.ts';
import { draftKey } from '../model/draft.ts';
import { orderOf, toRequest } from '../model/order.ts';
import { invoiceDetail, invoiceSummary, paymentOf } from '../testing/facts.ts';
import { PaymentController } from './payment-controller.ts';

type Call = { path: string; method: string; body: unknown; key: string | undefined };

const one = invoiceSummary(1, { totalCents: 250_000 });
const two = invoiceSummary(2, { totalCents: 162_050 });
const opened = paymentOf(1);
const succeeded: Payment = {
  ...opened,
  status: 'succeeded',
  version: 2,
  handover: null,
  receipt: { id: 'r', number: 'R-1042' },
};

describe('payment controller', () => {
  const calls: Call[] = [];
  let answers: Record<string, () => unknown>;
  let store: Map<string, string>;
  const listener = { paid: vi.fn(), failed: vi.fn(), changed: vi.fn() };
  const key = draftKey('u', 'c');

  const controller = () => {
    const api = new InvoicePayApi({
      request: async <T>(path: string, init = {}) => {
        const request = { method: 'GET', body: undefined, idempotencyKey: undefined, ...init };
        calls.push({ path, method: request.method, body: request.body, key: request.idempotencyKey });
        const answer = answers[`${request.method} ${path}`];
        if (!answer) throw new FoyerProblem({ code: 'not_found', title: path, status: 404 });
        return (await answer()) as T;
      },
    });
    const host = { requestUpdate: () => {} };
    return new PaymentController(host, () => api, listener, {
      getItem: (name) => store.get(name) ?? null,
      setItem: (name, value) => void store.set(name, value),
      removeItem: (name) => void store.delete(name),
    });
  };

  const ready = async () => {
    const payments = controller();
    await payments.restore(key, () => null);
    payments.setBasket(add(payments.basket, [one, two]));
    payments.confirm();
    return payments;
  };

  const request = toRequest(add(emptyBasket, [one, two]), orderOf(add(emptyBasket, [one, two]), [], []));
  const posts = () => calls.filter((call) => call.method === 'POST' && call.path === '/v1/payments');

  beforeEach(() => {
    calls.length = 0;
    store = new Map();
    vi.clearAllMocks();
    answers = {
      'POST /v1/payments': () => opened,
      [`POST /v1/payments/${opened.id}/settle`]: () => succeeded,
      [`GET /v1/invoices/${one.id}`]: () => invoiceDetail(one),
      [`GET /v1/invoices/${two.id}`]: () => invoiceDetail(two),
    };
  });

  it('F6 opens, settles, announces once and empties the basket', async () => {
    const payments = await ready();
    await payments.pay(request);
    expect(payments.phase.name).toBe('paying');
    expect(payments.send()).toBe(true);
    await payments.sent();
    expect(payments.phase.name).toBe('succeeded');
    expect(payments.basket.lines).toHaveLength(0);
    await payments.look(opened.id);
    expect(listener.paid).toHaveBeenCalledTimes(1);
    expect(store.size).toBe(0);
  });

  it('F6 a double click opens one payment', async () => {
    const payments = await ready();
    await Promise.all([payments.pay(request), payments.pay(request), payments.pay(request)]);
    expect(posts()).toHaveLength(1);
  });

  it('F6 a lost answer is repeated under the same key, also after a reload', async () => {
    answers['POST /v1/payments'] = () => {
      throw new FoyerProblem({ code: 'timed_out', title: '', status: 0, retryable: true });
    };
    const payments = await ready();
    await payments.pay(request);
    expect(payments.phase).toMatchObject({ name: 'unknown', payment: null });
    await payments.repeat();

    const reloaded = controller();
    await reloaded.restore(key, () => null);
    reloaded.confirm();
    answers['POST /v1/payments'] = () => opened;
    await reloaded.pay(request);
    expect(reloaded.phase.name).toBe('paying');
    expect(new Set(posts().map((post) => post.key)).size).toBe(1);
    expect(posts()).toHaveLength(3);
  });

  it('F6 another amount is another payment under another key', async () => {
    answers['POST /v1/payments'] = () => {
      throw new FoyerProblem({ code: 'service_unavailable', title: '', status: 503, retryable: true });
    };
    const payments = await ready();
    await payments.pay(request);
    expect(payments.phase.name).toBe('confirming');
    payments.setBasket(setAmount(payments.basket, one.id, '10', 1_000));
    const other = toRequest(payments.basket, orderOf(payments.basket, [], []));
    await payments.pay(other);
    expect(new Set(posts().map((post) => post.key)).size).toBe(2);
  });

  it('F6 a refusal because a balance moved shows the new balance and keeps the basket', async () => {
    answers['POST /v1/payments'] = () => {
      throw new FoyerProblem({ code: 'amount_above_balance', title: '', status: 422, requestId: 'req-9' });
    };
    const cheaper = { ...one, balanceCents: 50_000, allocatedCents: 200_000, version: 2 };
    answers[`GET /v1/invoices/${one.id}`] = () => invoiceDetail(cheaper);
    const payments = await ready();
    await payments.pay(request);
    expect(payments.phase).toMatchObject({
      name: 'confirming',
      trouble: { code: 'amount_above_balance', requestId: 'req-9' },
    });
    expect(payments.basket.lines[0]).toMatchObject({ balanceWas: 250_000 });
    expect(listener.failed).toHaveBeenCalledWith(null, 'amount_above_balance', 'req-9');
  });

  it('F6 a reload in the middle of paying asks the server for the outcome', async () => {
    const payments = await ready();
    await payments.pay(request);
    expect(store.get(key)).toContain(opened.id);

    const reloaded = controller();
    await reloaded.restore(key, () => null);
    expect(reloaded.phase.name).toBe('succeeded');
    expect(listener.paid).toHaveBeenCalledTimes(1);
    expect(store.size).toBe(0);
  });

  it('F6 a payment that still waits is resumed after a reload, and said to be', async () => {
    const payments = await ready();
    await payments.pay(request);
    expect(payments.phase).toMatchObject({ name: 'paying', resumed: false });

    answers[`POST /v1/payments/${opened.id}/settle`] = () => opened;
    const reloaded = controller();
    await reloaded.restore(key, () => null);
    expect(reloaded.phase).toMatchObject({ name: 'paying', resumed: true });
  });

  it('E31 a payment that cannot be read after a reload is not forgotten, and not paid twice', async () => {
    const payments = await ready();
    await payments.pay(request);
    answers[`POST /v1/payments/${opened.id}/settle`] = () => {
      throw new FoyerProblem({ code: 'unreachable', title: '', status: 0, retryable: true });
    };
    const reloaded = controller();
    await reloaded.restore(key, () => null);
    expect(reloaded.phase).toMatchObject({
      name: 'unknown',
      payment: null,
      trouble: { code: 'unreachable' },
    });
    const again = controller();
    await again.restore(key, () => null);
    expect(again.phase.name).toBe('unknown');
    answers[`POST /v1/payments/${opened.id}/settle`] = () => succeeded;
    await again.repeat();
    expect(again.phase.name).toBe('succeeded');
    expect(posts()).toHaveLength(1);
  });

  it("F6 the vendor's redirect brings a payment back to a tab that knows nothing of it", async () => {
    const payments = controller();
    await payments.restore(key, () => null, opened.id);
    expect(payments.phase.name).toBe('succeeded');
    expect(listener.paid).toHaveBeenCalledTimes(1);
  });

  it('F6 a form that goes away because the outcome was heard of is no failure', async () => {
    answers[`GET /v1/payments/${opened.id}`] = () => succeeded;
    const payments = await ready();
    await payments.pay(request);
    payments.send();
    await payments.look(opened.id);
    payments.notSent({ code: 'vendor_refused' });
    expect(payments.phase.name).toBe('succeeded');
    expect(listener.failed).not.toHaveBeenCalled();
  });

  it('E31 says that it still works when the answer takes long', async () => {
    vi.useFakeTimers();
    let answer: (payment: Payment) => void = () => {};
    answers['POST /v1/payments'] = () => new Promise((resolve) => (answer = resolve));
    const payments = await ready();
    const paying = payments.pay(request);
    expect(payments.phase).toEqual({ name: 'creating', slow: false });
    vi.advanceTimersByTime(4_000);
    expect(payments.phase).toEqual({ name: 'creating', slow: true });
    answer(opened);
    await paying;
    vi.useRealTimers();
    expect(payments.phase.name).toBe('paying');
  });

  it('E31 an outcome that cannot be read is unknown, and is looked up again', async () => {
    answers[`POST /v1/payments/${opened.id}/settle`] = () => {
      throw new FoyerProblem({ code: 'vendor_unavailable', title: '', status: 503, retryable: true });
    };
    const payments = await ready();
    await payments.pay(request);
    payments.send();
    await payments.sent();
    expect(payments.phase).toMatchObject({ name: 'unknown', payment: { id: opened.id } });
    answers[`POST /v1/payments/${opened.id}/settle`] = () => succeeded;
    await payments.repeat();
    expect(payments.phase.name).toBe('succeeded');
    expect(posts()).toHaveLength(1);
  });

  it('F6 a failed payment keeps its basket; another try has another key', async () => {
    const payments = await ready();
    answers[`POST /v1/payments/${opened.id}/settle`] = () => ({
      ...opened,
      status: 'failed',
      failureCode: 'card_declined',
      version: 2,
    });
    await payments.pay(request);
    payments.send();
    await payments.sent();
    expect(payments.phase).toMatchObject({ name: 'failed', trouble: { code: 'card_declined' } });
    answers['POST /v1/payments'] = () => paymentOf(2);
    payments.tryAgain();
    await payments.pay(request);
    expect(payments.basket.lines).toHaveLength(2);
    expect(new Set(posts().map((post) => post.key)).size).toBe(2);
  });

  describe('E11 giving up while the bank’s app is awaited', () => {
    const cancel = `POST /v1/payments/${opened.id}/cancel`;
    const asking = async () => {
      const payments = await ready();
      await payments.pay(request);
      payments.send();
      return payments;
    };

    it('is over once the server says so, however the live change comes meanwhile', async () => {
      const payments = await asking();
      answers[`GET /v1/payments/${opened.id}`] = () => ({ ...opened, status: 'cancelled', version: 2 });
      answers[cancel] = async () => {
        await payments.look(opened.id);
        expect(payments.phase.name).toBe('paying');
        return { ...opened, status: 'cancelled', version: 2 };
      };
      expect(await payments.withdraw()).toBe(true);
      expect(payments.phase.name).toBe('idle');
      expect(payments.basket.lines).toHaveLength(2);
    });

    it('comes too late after a yes: the payment is paid, and nobody is told that nothing was charged', async () => {
      const payments = await asking();
      answers[cancel] = () => {
        throw new FoyerProblem({ code: 'payment_not_cancellable', title: '', status: 409 });
      };
      expect(await payments.withdraw()).toBe(false);
      expect(payments.phase.name).toBe('succeeded');
    });

    it('leaves the wait as it is when nobody could be asked', async () => {
      const payments = await asking();
      answers[cancel] = () => {
        throw new FoyerProblem({ code: 'vendor_unavailable', title: '', status: 503 });
      };
      expect(await payments.withdraw()).toBe(false);
      expect(payments.phase).toMatchObject({ sending: true, trouble: { code: 'vendor_unavailable' } });
    });
  });

  it('giving up before the card was charged cancels at the server and keeps the basket', async () => {
    answers[`POST /v1/payments/${opened.id}/cancel`] = () => ({ ...opened, status: 'cancelled', version: 2 });
    const payments = await ready();
    await payments.pay(request);
    await payments.cancel();
    expect(payments.phase.name).toBe('idle');
    expect(payments.basket.lines).toHaveLength(2);
    expect(calls.at(-1)?.path).toBe(`/v1/payments/${opened.id}/cancel`);
  });

  it('an invoice that is gone drops out of a restored draft', async () => {
    const payments = await ready();
    payments.back();
    delete answers[`GET /v1/invoices/${two.id}`];
    const reloaded = controller();
    await reloaded.restore(key, () => null);
    expect(payments.basket.lines).toHaveLength(2);
    expect(reloaded.basket.lines.map((line) => line.invoice.id)).toEqual([one.id]);
  });
});
