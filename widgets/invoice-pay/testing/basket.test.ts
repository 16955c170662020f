import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import { credit } from './facts.ts';
import { type FakeStripe, fakeStripe } from './fake-stripe.ts';
import { type Mounted, mounted } from './mounted.ts';
import { believableInvoices, StubServer } from './stub-server.ts';
import { type } from './typing.ts';

const withFacts = (facts: Partial<StubServer>) => Object.assign(new StubServer(), facts);

describe('<foyer-invoice-pay> the basket and its rails', () => {
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

  const toBasket = async (...numbers: string[]) => {
    for (const number of numbers) await m.click(new RegExp(`^Select invoice ${number}`));
    await m.click('Review payment');
    await m.sees('Change an amount');
  };
  const posted = () =>
    m.server.requests.find((one) => one.method === 'POST' && one.path === '/v1/payments')?.body;
  const chooseRail = async (rail: string) => {
    await waitUntil(() => m.all('input[type=radio]').length > 0);
    m.one(`input[value=${rail}]`).click();
  };

  it('F6 suggests credits onto the oldest invoice and pays the rest by card, on one receipt', async () => {
    m = await mounted({ server: withFacts({ credits: [credit(1, { remainingCents: 60_000 })] }) });
    await toBasket('INV-20405', 'INV-20401');
    await m.sees('Credits first');
    await m.sees('$440.00 by credit');
    await m.sees('$160.00 by credit');
    await expect(m.widget).to.be.accessible();
    await m.click('Continue');
    await m.sees('Confirm payment');
    await m.click('Pay $3,960.50');
    expect(posted()).to.deep.include({ expectedTotalCents: 396_050, rail: 'card' });
    await waitUntil(() => stripe.place());
    await m.click('Pay $3,960.50');
    await m.sees('Paid $3,960.50 across 2 invoices');
    await m.sees('Credit of CN-3011.');
    await aTimeout(100);
    await expect(m.widget).to.be.accessible();
  });

  it('F6 asks for no rail and shows none before the credits are known, and keeps its place meanwhile', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = withFacts({ credits: [credit(1, { remainingCents: 60_000 })] });
    server.intercept = ({ path }) => (path === '/v1/credits' ? held.then(() => undefined) : undefined);
    m = await mounted({ server });
    await toBasket('INV-20405');
    await waitUntil(() => server.requests.some(({ path }) => path === '/v1/payment-methods'));
    await aTimeout(100);
    expect(server.requests.filter(({ path }) => path === '/v1/payment-options')).to.have.length(0);
    const place = m.one('[aria-label="Reading what you can pay with"]').getBoundingClientRect();
    expect(place.height).to.be.above(300);
    expect(m.all('input[type=radio]')).to.have.length(0);
    release();
    await m.sees('$600.00 by credit');
    await waitUntil(() => m.all('input[type=radio]').length > 0);
    const asked = server.requests.filter(({ path }) => path === '/v1/payment-options');
    expect(asked.map(({ query }) => Number(query.totalCents))).to.deep.equal([352_050]);
  });

  it('F6 a credit is changed, does not fit, is left out, and comes back as suggested', async () => {
    m = await mounted({ server: withFacts({ credits: [credit(1, { remainingCents: 60_000 })] }) });
    await toBasket('INV-20405');
    await m.sees('$600.00 by credit');
    type(m.one('.share foyer-ui-money-field'), '600.01');
    await m.sees('The credit holds less than that');
    await m.click('Continue');
    await aTimeout(300);
    expect(m.text()).not.to.contain('Confirm payment');
    type(m.one('.share foyer-ui-money-field'), '100.00');
    await m.sees('$100.00 by credit');
    await m.sees('$4,020.50');
    await m.click('Do not use CN-3011 on INV-20405');
    await waitUntil(() => !m.text().includes('by credit'));
    await m.click('Use the suggestion again');
    await m.sees('$600.00 by credit');
  });

  it('F6 credits that pay everything ask for one confirmation and no card', async () => {
    m = await mounted({ server: withFacts({ credits: [credit(1, { remainingCents: 500_000 })] }) });
    await toBasket('INV-20405');
    await m.sees('Credit alone pays this.');
    await m.click('Continue');
    const paid = oneEvent(document, 'foyer-invoice-paid');
    await m.click('Use $4,120.50 of credit');
    await paid;
    await m.sees('$4,120.50 of credit used on 1 invoice');
    expect(posted()).to.deep.include({ expectedTotalCents: 0, rail: 'credit', lines: [] });
    expect(stripe.place()).to.equal(null);
  });

  it('F6 a disputed part is withheld, and paid when somebody asks for it', async () => {
    const invoices = believableInvoices().map((one) =>
      one.number === 'INV-20405' ? { ...one, disputedCents: 12_050 } : one,
    );
    m = await mounted({ server: new StubServer(invoices) });
    await toBasket('INV-20405');
    await m.sees('$120.50 is in dispute and withheld.');
    await m.sees('$4,000.00');
    await m.click('Pay it anyway');
    await m.sees('Includes $120.50 that you dispute.');
    await m.click('Continue');
    await m.button('Pay $4,120.50');
  });

  it('F6 a purchase order that the organisation needs is asked for where it is missing', async () => {
    m = await mounted({ server: withFacts({ poRequired: true }) });
    await toBasket('INV-20403');
    await m.click('Continue');
    await m.click('Pay $12,487.75');
    await m.sees('A purchase order number is needed');
    await m.click('Change');
    await m.sees('Enter a purchase order number');
    type(m.one('.line-facts foyer-ui-text-field'), 'PO-9931');
    await m.click('Continue');
    await m.sees('PO number PO-9931');
    await m.click('Pay $12,487.75');
    await waitUntil(() => stripe.place());
    const [payment] = [...m.server.payments.values()];
    expect(payment?.lines[0]?.poNumber).to.equal('PO-9931');
  });

  it('F6 rails say what they cost, when they clear, and why one is not offered', async () => {
    m = await mounted();
    m.server.offers = (total) => {
      const base = {
        minCents: 100,
        maxCents: 100_000,
        reason: null,
        offered: true,
        clears: 'at_once' as const,
      };
      return [
        { ...base, rail: 'card', maxCents: 9_999_999, surchargeCents: Math.round(total / 100) },
        { ...base, rail: 'becs', offered: false, reason: 'above_limit', surchargeCents: 0 },
      ];
    };
    await toBasket('INV-20405');
    await m.sees('with a surcharge of $41.21');
    await m.sees('For payments up to $1,000.00');
    expect(m.one('input[value=becs]').matches(':disabled')).to.equal(true);
    await m.click('Continue');
    await m.sees('Surcharge');
    await m.click('Pay $4,161.71');
    expect(posted()).to.deep.include({ expectedTotalCents: 412_050, expectedSurchargeCents: 4_121 });
  });

  it('F6 a surcharge that changed meanwhile is shown and asked again, and nothing was opened', async () => {
    m = await mounted();
    let surchargeCents = 0;
    m.server.offers = () => [
      {
        rail: 'card',
        offered: true,
        reason: null,
        minCents: 100,
        maxCents: 9_999_999,
        surchargeCents,
        clears: 'at_once',
      },
    ];
    await toBasket('INV-20405');
    await m.click('Continue');
    await m.button('Pay $4,120.50');
    surchargeCents = 3_296;
    await m.click('Pay $4,120.50');
    await m.sees('The surcharge changed while you were here');
    await m.button('Pay $4,153.46');
    expect([...m.server.payments.values()]).to.deep.equal([]);
    await expect(m.widget).to.be.accessible();
    await m.click('Pay $4,153.46');
    await waitUntil(() => stripe.place());
    const [payment] = [...m.server.payments.values()];
    expect(payment).to.deep.include({ amountCents: 415_346, surchargeCents: 3_296 });
  });

  it('F6 BPAY gives a reference, waits, and shows the money when it comes', async () => {
    m = await mounted();
    await toBasket('INV-20405');
    await chooseRail('bpay');
    await m.click('Continue');
    await m.click('Get the payment reference');
    await m.sees('Pay $4,120.50 by BPAY');
    await m.sees('778899');
    await m.sees('100 000 004 2');
    await waitUntil(() => m.all('.code').length === 1, 'the code');
    await expect(m.widget).to.be.accessible();
    const [payment] = [...m.server.payments.values()];
    if (!payment) throw new Error('There is no payment.');
    m.server.receive(payment.id);
    m.session.send('payment.changed', { type: 'payment', id: payment.id });
    await m.sees('Paid $4,120.50 for INV-20405');
  });

  it('F6 a bank transfer is left, found again under Payments, and cancelled', async () => {
    m = await mounted();
    await toBasket('INV-20405');
    await chooseRail('eft');
    await m.click('Continue');
    await m.click('Get the payment reference');
    await m.sees('062-000');
    await m.click('Back to invoices');
    await m.click('Payments');
    await m.sees('Waiting for you');
    await m.click('Show payment details');
    await m.sees('Pay $4,120.50 by bank transfer');
    await m.click('Cancel and pay another way');
    await waitUntil(() => [...m.server.payments.values()][0]?.status === 'cancelled');
    await m.sees('No invoice chosen');
  });

  it('F6 going on before the answers are there waits, says so, and goes on once by itself', async () => {
    m = await mounted({ server: withFacts({ credits: [credit(1, { remainingCents: 60_000 })] }) });
    const held: (() => void)[] = [];
    m.server.intercept = ({ path }) => {
      if (path !== '/v1/credits' && path !== '/v1/payment-options') return undefined;
      return new Promise<undefined>((resolve) => held.push(() => resolve(undefined)));
    };
    await toBasket('INV-20405');
    const button = await m.button('Continue');
    button.click();
    button.click();
    await m.sees('Reading what you can pay with.');
    expect(m.one('foyer-ui-button[type=submit]').hasAttribute('busy')).to.equal(true);
    await aTimeout(50);
    expect(m.text()).not.to.contain('Confirm payment');
    const letGo = setInterval(() => held.splice(0).forEach((go) => void go()), 20);
    await m.sees('Confirm payment');
    clearInterval(letGo);
    // The credit was counted that came after the click.
    await m.sees('Pay $3,520.50');
    expect(m.text()).not.to.contain('Reading what you can pay with.');
  });

  it('F6 who leaves while the answers are awaited is not called back', async () => {
    m = await mounted();
    let go: () => void = () => {};
    m.server.intercept = ({ path }) =>
      path === '/v1/credits'
        ? new Promise<undefined>((resolve) => (go = () => resolve(undefined)))
        : undefined;
    await toBasket('INV-20405');
    await m.click('Continue');
    await m.sees('Reading what you can pay with.');
    await m.click('Add more invoices');
    go();
    await aTimeout(400);
    await m.click('Review payment');
    await m.sees('Change an amount');
    expect(m.text()).not.to.contain('Confirm payment');
  });

  it('F6 a reload keeps credits, rail and purchase order', async () => {
    const server = withFacts({ credits: [credit(1, { remainingCents: 60_000 })] });
    m = await mounted({ server });
    await toBasket('INV-20405');
    await m.sees('$600.00 by credit');
    type(m.one('.share foyer-ui-money-field'), '100.00');
    await chooseRail('becs');
    m.remove();
    m = await mounted({ server });
    await m.click('Review payment');
    await m.sees('$100.00 by credit');
    await waitUntil(() => m.all('input[value=becs]:checked').length === 1);
  });
});
