import { expect } from '@open-wc/testing';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import { savedMethod } from './facts.ts';
import { type FakeStripe, fakeStripe } from './fake-stripe.ts';
import { type Mounted, mounted } from './mounted.ts';
import { refusal, StubServer } from './stub-server.ts';
import { type } from './typing.ts';

const withFacts = (facts: Partial<StubServer>) => Object.assign(new StubServer(), facts);
const limited = { limitCents: 100_000, poRequired: true, allowedRoles: null, allowedUserIds: null };

describe('<foyer-invoice-pay> paying by a saved method', () => {
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

  const toBasket = async () => {
    await m.click(/^Select invoice INV-20405/);
    await m.click('Review payment');
    await m.sees('How to pay');
  };
  const posted = () =>
    m.server.requests.find((one) => one.method === 'POST' && one.path === '/v1/payments')?.body;
  const radios = () => m.all('input[type=radio]') as HTMLInputElement[];
  const wordsBeside = (value: string) => m.one(`input[value="${value}"]`).closest('label')?.textContent ?? '';

  it('F6 offers the default first and takes it, another card after the saved ones, and asks for no card', async () => {
    const [second, first] = [savedMethod(2), savedMethod(1)];
    m = await mounted({ server: withFacts({ methods: [second, first] }) });
    await toBasket();
    await m.sees('Another card');
    expect(radios().map(({ value }) => value)).to.deep.equal([
      first.id,
      second.id,
      'card',
      'becs',
      'payto',
      'paypal',
      'bpay',
      'eft',
    ]);
    expect(
      radios()
        .filter(({ checked }) => checked)
        .map(({ value }) => value),
    ).to.deep.equal([first.id]);
    expect(wordsBeside(first.id)).to.contain('Default');
    await expect(m.widget).to.be.accessible();
    await m.click('Continue');
    await m.sees('Card ending in 4241');
    await m.click('Pay $4,120.50');
    await m.sees('Paid $4,120.50 for INV-20405');
    expect(posted()).to.deep.include({ rail: 'card', paymentMethodId: first.id });
    expect(stripe.place()).to.equal(null);
  });

  it('F6 says why a method cannot pay, and falls back to entering one', async () => {
    const paused = savedMethod(1, { status: 'paused' });
    const old = savedMethod(2, { status: 'expired' });
    const foreign = savedMethod(3, { mayUse: false });
    const small = savedMethod(4, { kind: 'becs', authority: limited });
    const agreed = savedMethod(5, { kind: 'payto', mandateMaxCents: 200_000 });
    const over = savedMethod(6, { status: 'cancelled' });
    m = await mounted({ server: withFacts({ methods: [paused, old, foreign, small, agreed, over] }) });
    await toBasket();
    await m.sees('Another card');
    expect(wordsBeside(paused.id)).to.contain('Paused');
    expect(wordsBeside(old.id)).to.contain('Expired');
    expect(wordsBeside(foreign.id)).to.contain('Not for your role');
    expect(wordsBeside(small.id)).to.contain('up to $1,000.00 a payment');
    expect(wordsBeside(agreed.id)).to.contain('up to $2,000.00 at once');
    expect(radios().some(({ value }) => value === over.id)).to.equal(false);
    expect(
      radios()
        .filter(({ checked }) => checked)
        .map(({ value }) => value),
    ).to.deep.equal(['card']);
    await expect(m.widget).to.be.accessible();
    type(m.one('.amount-cell foyer-ui-money-field'), '900.00');
    await waitUntil(() => !m.one(`input[value="${small.id}"]`).matches(':disabled'));
  });

  it('F6 another card can be chosen, and a reload keeps the choice', async () => {
    const server = withFacts({ methods: [savedMethod(1), savedMethod(2)] });
    m = await mounted({ server });
    await toBasket();
    await m.sees('Another card');
    m.one(`input[value="${savedMethod(2).id}"]`).click();
    m.remove();
    m = await mounted({ server });
    await m.click('Review payment');
    await waitUntil(() => m.all(`input[value="${savedMethod(2).id}"]:checked`).length === 1);
    m.one('input[value=card]').click();
    await m.click('Continue');
    await m.click('Pay $4,120.50');
    await waitUntil(() => stripe.place());
    expect(posted()).to.deep.include({ rail: 'card', paymentMethodId: null });
  });

  it('F6 the bank asks about a saved card, and a no says that nothing was charged', async () => {
    m = await mounted({ server: withFacts({ methods: [savedMethod(1)], bankAsks: true }) });
    await toBasket();
    await m.click('Continue');
    m.server.vendorStatus = 'failed';
    await m.click('Pay $4,120.50');
    await m.sees('Nothing was charged');
    expect(stripe.asked).to.have.length(1);
    expect(stripe.place()).to.equal(null);
    m.server.vendorStatus = 'succeeded';
    await m.click('Try again');
    await m.click('Pay $4,120.50');
    await m.sees('Paid $4,120.50 for INV-20405');
    expect(stripe.asked).to.have.length(2);
  });

  it('F6 the bank’s question waits for whoever comes back to it after a reload', async () => {
    const server = withFacts({ methods: [savedMethod(1)], bankAsks: true, vendorStatus: 'requires_action' });
    m = await mounted({ server });
    await toBasket();
    await m.click('Continue');
    await m.click('Pay $4,120.50');
    await waitUntil(() => stripe.asked.length === 1);
    m.remove();
    m = await mounted({ server });
    await m.sees('Your bank wants to be sure that it is you');
    expect(stripe.asked).to.have.length(1);
    await expect(m.widget).to.be.accessible();
    server.vendorStatus = 'succeeded';
    await m.click('Confirm with your bank');
    await m.sees('Paid $4,120.50 for INV-20405');
  });

  it('F6 saved methods that cannot be read leave the rest standing', async () => {
    m = await mounted();
    let isDown = true;
    m.server.methods = [savedMethod(1)];
    m.server.intercept = ({ path }) => {
      if (path === '/v1/payment-methods' && isDown) throw refusal('service_unavailable', 503);
    };
    await toBasket();
    await m.sees('Saved methods could not be read.');
    await m.button('Continue');
    isDown = false;
    m.all('.rails .link')[0]?.click();
    await m.sees('Card ending in 4241');
  });
});
