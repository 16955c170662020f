import { expect, oneEvent } from '@open-wc/testing';
import type { Payment } from '../../../server/features/payments/payments.contract.ts';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import { type FakePaypal, fakePaypal } from './fake-paypal.ts';
import { type Mounted, mounted } from './mounted.ts';
import { type StubRequest, StubServer } from './stub-server.ts';

const handover = {
  vendor: 'paypal',
  clientId: 'client',
  orderId: 'ORDER-1',
  scriptUrl: 'http://localhost:4402/paypal/sdk/js?client-id=client',
} as const;

/** A stub whose payments by PayPal hand an order over. */
class PaypalServer extends StubServer {
  override async answer(request: StubRequest): Promise<unknown> {
    const answer = await super.answer(request);
    const opened = answer as Payment;
    if (request.method !== 'POST' || request.path !== '/v1/payments') return answer;
    const payment = { ...opened, handover };
    this.payments.set(payment.id, payment);
    return payment;
  }
}

describe('<foyer-invoice-pay> by PayPal', () => {
  let m: Mounted;
  let paypal: FakePaypal;

  beforeEach(() => {
    sessionStorage.clear();
    paypal = fakePaypal();
  });
  afterEach(() => {
    m.remove();
    paypal.restore();
  });

  const toPaypal = async (server = new PaypalServer()) => {
    m = await mounted({ server });
    await m.click(/^Select invoice INV-20405/);
    await m.click('Review payment');
    await waitUntil(() => m.all('input[value=paypal]').length > 0, 'PayPal is offered');
    m.one('input[value=paypal]').click();
    await m.click('Continue');
    await m.click('Pay $4,120.50');
    await waitUntil(() => paypal.place()?.childElementCount, 'the button');
    return server;
  };
  const settled = (server: StubServer) =>
    server.requests.filter(({ path }) => path.endsWith('/settle')).length;

  it('E14 has the button in the document itself and no button of its own beside it', async () => {
    await toPaypal();
    expect(paypal.place()?.getRootNode()).to.equal(document);
    expect(m.text()).to.contain('You approve it at PayPal');
    expect(m.all('button').map((one) => one.textContent)).not.to.contain('Pay $4,120.50');
    await expect(m.widget).to.be.accessible();
  });

  it('F6 has the server take the money once the payer has agreed', async () => {
    const server = await toPaypal();
    const paid = oneEvent(document, 'foyer-invoice-paid');
    expect(await paypal.press('approve')).to.equal('ORDER-1');
    await paid;
    await m.sees('Paid $4,120.50');
    expect(settled(server)).to.equal(1);
    expect(paypal.place()).to.equal(null);
  });

  it('F6 keeps the payment when the payer comes back without agreeing', async () => {
    const server = await toPaypal();
    await paypal.press('cancel');
    await m.button('Cancel this payment');
    expect(settled(server)).to.equal(0);
    await paypal.press('approve');
    await m.sees('Paid $4,120.50');
  });

  it('F6 asks the server what came of it when PayPal’s part breaks', async () => {
    const server = await toPaypal();
    server.vendorStatus = 'processing';
    await paypal.press('error');
    await waitUntil(() => settled(server) === 1);
    await waitUntil(() => paypal.place() === null);
  });
});
