import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../kit/testing/wait-until.ts';
import { invoiceSummary, me } from './testing/facts.ts';
import { type FakeStripe, fakeStripe } from './testing/fake-stripe.ts';
import { type Mounted, mounted } from './testing/mounted.ts';
import { believableInvoices, refusal, StubServer } from './testing/stub-server.ts';
import { stubSession } from './testing/stub-session.ts';

/** Types into a part's own input, as a keyboard does. */
function type(field: HTMLElement, text: string): void {
  const input = field.shadowRoot?.querySelector('input');
  if (!input) throw new Error('The field has no input.');
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

const select = (m: Mounted, number: string) => m.click(new RegExp(`^Select invoice ${number}`));

describe('<foyer-invoice-pay>', () => {
  let m: Mounted;
  let stripe: FakeStripe;

  beforeEach(() => {
    sessionStorage.clear();
    stripe = fakeStripe();
  });

  afterEach(() => {
    m.remove();
    stripe.restore();
  });

  const toConfirm = async () => {
    await select(m, 'INV-20402');
    await select(m, 'INV-20405');
    await m.click('Review payment');
    await m.click('Continue');
    await m.sees('Confirm payment');
  };

  describe('accessibility', () => {
    for (const theme of ['light', 'dark', 'high-contrast']) {
      it(`axe finds nothing in the list, the detail and the basket: ${theme}`, async () => {
        m = await mounted({ attributes: { theme } });
        await m.sees('INV-20405');
        await select(m, 'INV-20402');
        await aTimeout(260);
        await expect(m.widget).to.be.accessible();
        await m.click(/^INV-20401/);
        await m.sees('Tax invoice INV-20401');
        await aTimeout(260);
        await expect(m.widget).to.be.accessible();
        await m.click('Pay this invoice');
        await m.sees('Review payment');
        await aTimeout(260);
        await expect(m.widget).to.be.accessible();
      });
    }

    it('axe finds nothing in the confirmation, the card form and the receipt, right to left too', async () => {
      m = await mounted();
      await toConfirm();
      await expect(m.widget).to.be.accessible();
      await m.click('Pay $5,741.00');
      await m.sees('Card details');
      await waitUntil(() => stripe.place());
      await expect(m.widget).to.be.accessible();
      await m.click('Pay $5,741.00');
      await m.sees('Paid $5,741.00 across 2 invoices');
      await aTimeout(100);
      await expect(m.widget).to.be.accessible();
      m.widget.setAttribute('locale', 'ar');
      await m.sees('العودة إلى الفواتير');
      await expect(m.widget).to.be.accessible();
    });
  });

  it('F1 shows what is owed, how old it is, and as of when', async () => {
    m = await mounted();
    await m.sees('INV-20405');
    await m.sees('$49,269.35');
    await m.sees('As of');
    await m.sees('97 days late');
    expect(m.text()).not.to.contain('INV-20409');
  });

  it('fires foyer-ready once its content is there', async () => {
    const ready = oneEvent(document, 'foyer-ready');
    m = await mounted();
    const event = await ready;
    expect(event.detail).to.deep.equal({ widget: 'foyer-invoice-pay' });
  });

  it('F6 pays two invoices in one basket, one of them in part, and shows it without a reload', async () => {
    m = await mounted();
    await select(m, 'INV-20402');
    await select(m, 'INV-20405');
    await m.sees(/2 invoices selected\s+\$5,741.00/);
    await m.click('Review payment');
    await m.sees('Change an amount');
    const [first] = m.all('foyer-ui-money-field');
    if (first) type(first, '1,000.00');
    await m.sees('$5,120.50');
    await m.click('Continue');
    await m.sees('620.50');
    await m.click('Pay $5,120.50');
    await waitUntil(() => stripe.place());
    const paid = oneEvent(document, 'foyer-invoice-paid');
    await m.click('Pay $5,120.50');
    const { detail } = await paid;
    expect(detail).to.include({ receiptNumber: 'R-1042', amountCents: 512_050 });
    expect(detail.invoiceIds).to.have.length(2);
    await m.sees('Paid $5,120.50 across 2 invoices');
    await m.sees('Receipt R-1042 sent to finance@harbourview.example.');
    expect(stripe.place(), 'the vendor form is taken away').to.equal(null);
    await m.click('Back to invoices');
    await m.sees('$44,148.85');
    expect(m.text()).not.to.contain('INV-20405');
    await m.sees('620.50');
  });

  it('E14 the vendor form is in the light DOM of the page, and leaves with the view', async () => {
    m = await mounted();
    await toConfirm();
    await m.click('Pay $5,741.00');
    await waitUntil(() => stripe.place());
    const place = stripe.place();
    expect(place?.getRootNode()).to.equal(document);
    expect(place?.parentElement).to.equal(m.widget);
    expect(place?.assignedSlot?.name).to.equal('payment');
    await m.click('Cancel this payment');
    await m.sees('Review payment');
    expect(m.widget.children).to.have.length(0);
    await m.sees('INV-20402');
  });

  it('E14 inside another shadow root the form is forwarded, or its lack is said and told', async () => {
    m = await mounted();
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    m.widget.parentElement?.append(host);
    root.append(m.widget);
    await toConfirm();
    const failed = oneEvent(document, 'foyer-error');
    await m.click('Pay $5,741.00');
    expect((await failed).detail.code).to.equal('payment_slot_missing');
    await m.sees('does not pass the payment form on');
    const forward = document.createElement('slot');
    forward.name = 'card';
    forward.slot = 'payment';
    m.widget.append(forward);
    await m.click('Try again');
    await waitUntil(() => stripe.place());
    expect(stripe.place()?.parentElement).to.equal(host);
    expect(stripe.place()?.getRootNode()).to.equal(document);
  });

  it('F6 a double click on the button that pays opens one payment', async () => {
    m = await mounted();
    await toConfirm();
    const pay = await m.button('Pay $5,741.00');
    pay.click();
    pay.click();
    await waitUntil(() => stripe.place());
    const posts = m.server.requests.filter((one) => one.method === 'POST' && one.path === '/v1/payments');
    expect(posts).to.have.length(1);
    expect(posts[0]?.key).to.match(/^[0-9a-f-]{36}$/);
  });

  it('F6 a declined card is said in words and the form stays for another one', async () => {
    m = await mounted();
    await toConfirm();
    await m.click('Pay $5,741.00');
    await waitUntil(() => stripe.place());
    stripe.answer = {
      error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' },
    };
    const failed = oneEvent(document, 'foyer-payment-failed');
    await m.click('Pay $5,741.00');
    expect((await failed).detail.code).to.equal('insufficient_funds');
    await m.sees('There is not enough money for this payment');
    expect(stripe.place()).not.to.equal(null);
    stripe.answer = {};
    await m.click('Pay $5,741.00');
    await m.sees('Paid $5,741.00');
  });

  it('E31 says initiated, unknown and failed for what they are', async () => {
    m = await mounted();
    m.server.vendorStatus = 'unknown';
    await toConfirm();
    await m.click('Pay $5,741.00');
    await waitUntil(() => stripe.place());
    await m.click('Pay $5,741.00');
    await m.sees('We do not know yet whether this payment went through');
    m.server.vendorStatus = 'processing';
    const payment = [...m.server.payments.values()][0];
    if (!payment) throw new Error('There is no payment.');
    m.server.payments.set(payment.id, { ...payment, status: 'processing', version: 9 });
    m.session.send('payment.changed', { type: 'payment', id: payment.id });
    await m.sees('Payment initiated, not yet cleared');
    m.server.payments.set(payment.id, {
      ...payment,
      status: 'failed',
      failureCode: 'card_declined',
      version: 10,
    });
    m.session.send('payment.changed', { type: 'payment', id: payment.id });
    await m.sees('The payment did not go through');
    await m.click('Try again');
    await m.sees('Confirm payment');
    await m.sees('INV-20402');
  });

  it('E11 a payment that the bank took back says so on the open page, and where to go', async () => {
    m = await mounted();
    await toConfirm();
    await m.click('Pay $5,741.00');
    await waitUntil(() => stripe.place());
    await m.click('Pay $5,741.00');
    await m.sees('Paid $5,741.00');
    const [payment] = [...m.server.payments.values()];
    if (!payment) throw new Error('There is no payment.');
    m.server.payments.set(payment.id, { ...payment, status: 'dishonoured', version: 20 });
    m.session.send('payment.changed', { type: 'payment', id: payment.id });
    await m.sees('The payment of $5,741.00 was taken back');
    await m.sees('Your bank dishonoured this payment. The invoices are open again.');
    expect(m.text()).not.to.contain('Try again');
    expect(m.text()).not.to.contain('Nothing was charged');
    await m.click('Back to invoices');
    await m.sees('Balance due');
  });

  it('F6 a refusal shows its reason, its request id, and the new balance beside the old one', async () => {
    m = await mounted();
    await toConfirm();
    const before = m.server.invoices;
    m.server.intercept = ({ method, path }) => {
      if (method !== 'POST' || path !== '/v1/payments') return undefined;
      m.server.invoices = before.map((one) =>
        one.number === 'INV-20402'
          ? { ...one, balanceCents: 50_000, allocatedCents: 112_050, version: 2 }
          : one,
      );
      throw refusal('amount_above_balance', 422);
    };
    await m.click('Pay $5,741.00');
    await m.sees('more than what is left to pay');
    await m.sees('req-7f3a');
    await m.sees('from $1,620.50 to $500.00');
    await m.button('Pay $4,620.50');
  });

  it('F6 what was typed survives a reload, per user and client', async () => {
    m = await mounted();
    await select(m, 'INV-20402');
    await m.click('Review payment');
    await m.sees('Change an amount');
    const [amount] = m.all('foyer-ui-money-field');
    if (amount) type(amount, '12.5');
    const [reference] = m.all('foyer-ui-text-field');
    if (reference) type(reference, 'Cost centre 12');
    m.remove();
    m = await mounted();
    await m.sees('1 invoice selected');
    await m.click('Review payment');
    await m.sees('$12.50');
    const values = m.all('input').map((input) => input instanceof HTMLInputElement && input.value);
    expect(values).to.include('Cost centre 12');
    m.remove();
    const other = stubSession();
    other.me = { ...me, user: { ...me.user, id: 'other' } };
    m = await mounted({ session: other });
    await m.sees('INV-20402');
    expect(m.text()).not.to.contain('selected');
  });

  it('F6 an amount above the balance is refused where it is typed, and the focus goes there', async () => {
    m = await mounted();
    await select(m, 'INV-20402');
    await m.click('Review payment');
    await m.sees('Change an amount');
    const [amount] = m.all('foyer-ui-money-field');
    if (amount) type(amount, '9999');
    await m.sees('Enter $1,620.50 or less');
    await m.click('Continue');
    expect(m.text()).to.contain('Review payment');
    expect(m.widget.shadowRoot?.activeElement).to.equal(amount);
  });

  it('X1 a live change is shown without a reload and keeps what is chosen', async () => {
    m = await mounted();
    await select(m, 'INV-20402');
    await m.sees('INV-20405');
    m.server.invoices = m.server.invoices.filter((one) => one.number !== 'INV-20405');
    m.session.send('invoice.changed', { type: 'invoice', id: 'x' });
    await waitUntil(() => !m.text().includes('INV-20405'));
    await m.sees('1 invoice selected');
  });

  it('F1 filters by age, by tab and by search, and says which empty it is', async () => {
    m = await mounted();
    await m.click(/61–90 days/);
    await m.sees('No invoice matches');
    await m.click('Clear filters');
    await m.sees('INV-20405');
    await m.click('Paid');
    await m.sees('INV-20409');
    m.server.invoices = [];
    await m.click('All');
    await m.sees('No invoices yet');
  });

  it('F1 pages on, and says when that fails', async () => {
    const many = Array.from({ length: 60 }, (_, n) => invoiceSummary(n + 1));
    m = await mounted({ server: new StubServer(many) });
    await m.sees('INV-20450');
    m.server.intercept = ({ query }) => {
      if (query.cursor) throw refusal('service_unavailable', 503);
      return undefined;
    };
    await m.click('Show more');
    await m.sees('More invoices could not be read');
    m.server.intercept = () => undefined;
    await m.click('Show more');
    await m.sees('INV-20460');
  });

  it('a failed list says so and tries again; a failed strip leaves the list standing', async () => {
    const server = new StubServer();
    server.intercept = ({ path }) => {
      if (path === '/v1/invoices') throw refusal('internal', 500);
      return undefined;
    };
    m = await mounted({ server });
    await m.sees('req-7f3a');
    server.intercept = ({ path }) => {
      if (path === '/v1/receivables/aging') throw refusal('internal', 500);
      return undefined;
    };
    m.remove();
    m = await mounted({ server });
    await m.sees('The balance could not be read');
    await m.sees('INV-20405');
  });

  it('a refresh that fails keeps the list and says as of when', async () => {
    m = await mounted();
    await m.sees('INV-20405');
    m.server.intercept = () => {
      throw refusal('service_unavailable', 503);
    };
    await m.click('Refresh');
    await m.sees('This may be out of date');
    await m.sees('INV-20405');
  });

  it('S4 an expired session keeps what was typed and tells the page', async () => {
    m = await mounted();
    await select(m, 'INV-20402');
    await m.click('Review payment');
    await m.sees('Change an amount');
    const [amount] = m.all('foyer-ui-money-field');
    if (amount) type(amount, '77.00');
    const expired = oneEvent(document, 'foyer-session-expired');
    m.session.become('expired');
    await expired;
    m.session.become('ready');
    await m.sees('$77.00');
  });

  it('S10 who may only read sees no way to pay', async () => {
    const session = stubSession();
    session.me = { ...me, role: 'viewer', capabilities: ['invoices:read'] };
    m = await mounted({ session });
    await m.sees('INV-20405');
    expect(m.all('input[type=checkbox]')).to.have.length(0);
    await m.click(/^INV-20401/);
    await m.sees('Tax invoice');
    expect(m.text()).not.to.contain('Pay this invoice');
  });

  it('F5 a deep link opens the invoice, tells the page, and an unknown one says so', async () => {
    const [invoice] = believableInvoices();
    const opened = oneEvent(document, 'foyer-invoice-opened');
    m = await mounted({ attributes: { 'invoice-id': invoice?.id ?? '' } });
    expect((await opened).detail).to.deep.equal({ invoiceId: invoice?.id, number: 'INV-20401' });
    await m.sees('GST is worked out once on the total');
    await m.sees('WB-88213');
    m.widget.setAttribute('invoice-id', 'nobody');
    await m.sees('This is not here');
    await m.button('Try again');
    // The way back, beside the one at the top.
    m.all('foyer-ui-trouble foyer-ui-button')[0]?.click();
    await m.sees('Balance due');
  });

  it('the focus goes to the heading of a new view and back to where it was', async () => {
    m = await mounted();
    const row = await m.button(/^INV-20403/);
    row.focus();
    row.click();
    await m.sees('Tax invoice INV-20403');
    const detail = m.one('foyer-ui-invoice-detail');
    await waitUntil(() => detail.shadowRoot?.activeElement?.id === 'heading');
    await m.click('All invoices');
    await waitUntil(() => m.one('foyer-ui-table').shadowRoot?.activeElement === row);
  });

  it('F2 lists payments with their invoices and receipts', async () => {
    m = await mounted();
    await toConfirm();
    await m.click('Pay $5,741.00');
    await waitUntil(() => stripe.place());
    await m.click('Pay $5,741.00');
    await m.click('Back to invoices');
    await m.click('Payments');
    await m.sees('INV-20402, INV-20405');
    await m.sees('Receipt R-1042');
  });

  it('speaks the language of its attribute from the first view on', async () => {
    m = await mounted({ attributes: { locale: 'zh-Hans' } });
    await m.sees('应付余额');
    expect(m.text()).not.to.contain('Balance due');
    expect(m.widget.shadowRoot?.querySelector('.root')?.getAttribute('lang')).to.equal('zh-Hans');
  });

  it('site-ids narrow the list', async () => {
    m = await mounted({ attributes: { 'site-ids': me.sites[1]?.id ?? '' } });
    await m.sees('INV-20402');
    expect(m.text()).not.to.contain('INV-20405');
    m.widget.setAttribute('site-ids', me.sites[0]?.id ?? '');
    await m.sees('INV-20405');
    expect(m.text()).not.to.contain('INV-20402');
  });

  it('fits a column of 320 pixels without scrolling sideways', async () => {
    m = await mounted();
    m.widget.parentElement?.style.setProperty('inline-size', '320px');
    await m.sees('INV-20405');
    await select(m, 'INV-20403');
    expect(m.widget.shadowRoot?.querySelector('.root')?.scrollWidth).to.be.at.most(320);
    await m.click('Review payment');
    await m.sees('Change an amount');
    expect(m.widget.shadowRoot?.querySelector('.root')?.scrollWidth).to.be.at.most(320);
    await m.click('Continue');
    await m.sees('Confirm payment');
    expect(m.widget.shadowRoot?.querySelector('.root')?.scrollWidth).to.be.at.most(320);
  });
});
