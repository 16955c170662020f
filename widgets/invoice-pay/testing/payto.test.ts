import { expect } from '@open-wc/testing';
import type { Payment } from '../../../server/features/payments/payments.contract.ts';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import { savedMethod } from './facts.ts';
import { type FakeStripe, fakeStripe } from './fake-stripe.ts';
import { type Mounted, mounted } from './mounted.ts';
import { StubServer } from './stub-server.ts';

describe('<foyer-invoice-pay> by PayTo', () => {
  let m: Mounted;
  let stripe: FakeStripe;
  /** The vendor's answer, for which the payer's bank is waited. */
  let answer: ((outcome: FakeStripe['answer']) => void) | undefined;

  beforeEach(() => {
    sessionStorage.clear();
    answer = undefined;
    stripe = fakeStripe();
    stripe.confirm = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
  });
  afterEach(() => {
    m.remove();
    stripe.restore();
  });

  const toForm = async (rail: string, server = new StubServer()) => {
    m = await mounted({ server });
    await m.click(/^Select invoice INV-20405/);
    await m.click('Review payment');
    await waitUntil(() => m.all(`input[value=${rail}]`).length > 0, rail);
    m.one(`input[value=${rail}]`).click();
    await m.click('Continue');
    await m.click('Pay $4,120.50');
    await waitUntil(() => stripe.place(), 'the form');
  };
  const press = async () => {
    await m.click('Pay $4,120.50');
    await waitUntil(() => answer !== undefined, 'the vendor is asked');
  };
  /** The bank's app has asked the payer: what the server reads at the vendor. */
  const asked = (server: StubServer) => {
    for (const payment of server.payments.values()) {
      const { handover } = payment;
      if (handover?.vendor !== 'stripe') continue;
      const next: Payment = { ...payment, handover: { ...handover, step: 'await_bank' } };
      server.payments.set(payment.id, next);
    }
  };

  it('E11 says where the payer agrees and how soon it clears, and no word of cards or days', async () => {
    await toForm('payto');
    await m.sees('You approve it in your banking app, and it clears about a minute later');
    expect(m.text()).not.to.match(/your card|business days to clear/i);
    await expect(m.widget).to.be.accessible();
    await press();
    await m.sees('Approve the agreement in your banking app. Nothing is charged until you do.');
    await expect(m.widget).to.be.accessible();
    answer?.({});
    await m.sees('Paid $4,120.50 for INV-20405');
  });

  it('E11 the other rails keep their own words', async () => {
    await toForm('becs');
    await m.sees('The money takes a few business days to clear');
    await press();
    await m.sees('Handing your bank details to Stripe.');
    expect(m.text()).not.to.contain('banking app');
  });

  it('E11 a no in the bank’s app charges nothing, and the form stays', async () => {
    await toForm('payto');
    await press();
    answer?.({ error: { type: 'invalid_request_error', code: 'payment_method_customer_decline' } });
    await m.sees('The agreement was declined in your banking app. Try again, or pay another way.');
    await m.sees('Nothing was charged.');
    expect(stripe.place()).not.to.equal(null);
    await expect(m.widget).to.be.accessible();
  });

  it('E11 can be given up while the app waits; what the vendor says later is of no other payment', async () => {
    await toForm('payto');
    await press();
    await m.click('Cancel this payment');
    await m.sees('Review payment');
    m.one('input[value=card]').click();
    await m.click('Continue');
    await m.click('Pay $4,120.50');
    await waitUntil(() => stripe.place());
    answer?.({ error: { type: 'invalid_request_error', code: 'payment_method_customer_decline' } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(m.text()).not.to.contain('declined');
  });

  /** The bank asks in its app, and the page is loaded anew meanwhile. */
  const reloadedWhileAsked = async (): Promise<StubServer> => {
    const server = new StubServer();
    await toForm('payto', server);
    await press();
    asked(server);
    server.vendorStatus = 'requires_action';
    m.remove();
    m = await mounted({ server });
    return server;
  };

  it('E11 after a reload waits for the app without a form, and goes on when asked', async () => {
    const server = await reloadedWhileAsked();
    await m.sees('Your bank asks you there to agree to pay $4,120.50. Nothing is charged until you do');
    expect(stripe.place()).to.equal(null);
    await expect(m.widget).to.be.accessible();
    await m.click('Check again');
    await m.sees('Not approved yet.');
    server.vendorStatus = 'succeeded';
    await m.click('Check again');
    await m.sees('Paid $4,120.50 for INV-20405');
  });

  it('E11 after a reload can be given up, too', async () => {
    const server = await reloadedWhileAsked();
    await m.click('Cancel this payment');
    await m.sees('Review payment');
    expect([...server.payments.values()].at(-1)?.status).to.equal('cancelled');
  });

  it('E11 a saved agreement clears in about a minute, and not in days', async () => {
    const method = savedMethod(1, {
      kind: 'payto',
      brand: null,
      last4: null,
      payIdMasked: 'pr•••@client.example',
    });
    m = await mounted({ server: Object.assign(new StubServer(), { methods: [method] }) });
    await m.click(/^Select invoice INV-20405/);
    await m.click('Review payment');
    await m.sees('Clears in about a minute');
    const beside = m.one(`input[value="${method.id}"]`).closest('label')?.textContent ?? '';
    expect(beside).to.contain('Clears in about a minute');
  });
});
