import { expect } from '@open-wc/testing';
import type { PaymentTimeline } from '../../../server/features/payments/payment-timeline.contract.ts';
import { FoyerProblem } from '../../kit/client/problem.ts';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import { paymentOf } from './facts.ts';
import { type Mounted, mounted } from './mounted.ts';
import { believableInvoices, refusal, StubServer } from './stub-server.ts';
import { movement, timelineOf } from './stub-timeline.ts';

const disclosure = /^History of the payment of \$412\.00/;

describe('<foyer-invoice-pay> the history of a payment', () => {
  let m: Mounted;
  let server: StubServer;
  let timeline: (n: number) => PaymentTimeline | Promise<PaymentTimeline>;

  const invoices = believableInvoices();
  const [one, two] = invoices;
  const line = (invoice = one, amountCents = 41_200) => ({
    invoiceId: invoice?.id ?? '',
    invoiceNumber: invoice?.number ?? '',
    amountCents,
    allocatedCents: amountCents,
    poNumber: null,
    costCentre: null,
  });
  const paid = paymentOf(1, {
    status: 'succeeded',
    amountCents: 41_200,
    clearedAt: '2026-11-22T03:17:00.000Z',
    receipt: { id: 'receipt', number: 'R-1042' },
    handover: null,
    lines: [line()],
  });

  beforeEach(() => {
    sessionStorage.clear();
    server = new StubServer(invoices);
    server.payments.set(paid.id, paid);
    timeline = () => timelineOf(paid);
    let asked = 0;
    server.intercept = ({ path }) => {
      if (path !== `/v1/payments/${paid.id}/movements`) return undefined;
      asked += 1;
      return timeline(asked);
    };
  });
  afterEach(() => m.remove());

  const open = async (attributes: Record<string, string> = {}) => {
    m = await mounted({ server, attributes: { view: 'payments', ...attributes } });
    await m.click(disclosure);
  };
  const wordsIn = (place: HTMLElement, parts: string) =>
    [...place.querySelectorAll(parts)].map(({ textContent }) => textContent.trim()).join(' ');
  const entries = () => m.all('.timeline li').map((item) => wordsIn(item, '.line > span, .when, .note'));
  const sums = () => m.all('.sums tr').map((row) => wordsIn(row, 'th, td'));
  const asked = () => server.requests.filter(({ path }) => path.endsWith('/movements')).length;

  it('F2 opens and closes, and tells each movement with its amount, its document and who began it', async () => {
    timeline = () =>
      timelineOf(paid, {
        items: [
          ...timelineOf({ ...paid, surchargeCents: 200 }).items,
          movement('reversed', -11_200, { invoiceId: one?.id ?? '', invoiceNumber: one?.number ?? '' }),
          movement('refund', -11_200, { document: { kind: 'receipt', id: 'receipt', number: 'R-1042' } }),
          movement('credit_used', 500, {
            invoiceId: two?.id ?? '',
            invoiceNumber: two?.number ?? '',
            document: { kind: 'credit_note', id: 'note', number: 'CN-3011' },
          }),
          movement('dishonour', -29_800),
        ],
        heldCents: 7_001,
        allocatedCents: 6_000,
        unallocatedCents: 1_001,
      });
    await open();
    expect((await m.button(disclosure)).getAttribute('aria-expanded')).to.equal('true');
    await m.sees('Received, less surcharge and returns');
    const told = entries();
    for (const [index, words] of [
      /^Payment started \$412\.00 .* by Priya Raman$/,
      /^Money received \$412\.00 .* Receipt R-1042$/,
      /^Kept as surcharge -\$2\.00/,
      /^Allocated to INV-20401 \$412\.00/,
      /^Taken back from INV-20401 -\$112\.00/,
      /^Refunded -\$112\.00 .* Receipt R-1042$/,
      /^Credit used on INV-20402 \$5\.00 .* Credit note CN-3011$/,
      /^Dishonoured by the bank -\$298\.00/,
    ].entries())
      expect(told[index]).to.match(words);
    // As the server says, which here is not what the movements come to.
    expect(sums()).to.deep.equal([
      'Received, less surcharge and returns $70.01',
      'Allocated to invoices $60.00',
      'Left as credit on account $10.01',
    ]);
    await m.sees('Credits of other documents are no part of these sums.');
    expect(m.text()).not.to.contain('sites that you do not see');
    await expect(m.widget).to.be.accessible();
    await m.click(disclosure);
    await waitUntil(() => m.all('.timeline').length === 0);
    expect((await m.button(disclosure)).getAttribute('aria-expanded')).to.equal('false');
  });

  it('F2 leads to the invoice that took the money', async () => {
    await open();
    await m.click('INV-20401');
    await m.sees('Tax invoice INV-20401');
  });

  it('S40 says what is on invoices that the reader does not see', async () => {
    timeline = () => timelineOf(paid, { hiddenCents: 12_050 });
    await open();
    await m.sees('$120.50 is allocated to invoices of sites that you do not see.');
  });

  it('F2 a payment that came without money says so', async () => {
    timeline = () => timelineOf({ ...paid, clearedAt: null }, { items: [] });
    await open();
    await m.sees('No money has moved.');
    expect(sums()).to.deep.equal([]);
  });

  it('F2 waits, fails, and is read again', async () => {
    timeline = async (n) => {
      if (n === 1) throw refusal('unreachable', 0, { retryable: true });
      return timelineOf(paid);
    };
    await open();
    await m.sees('cannot be reached');
    expect(m.text()).to.contain('Receipt R-1042');
    await m.click('Try again');
    await m.sees('Money received');
  });

  it('F2 says that this device is offline, and keeps what it read before', async () => {
    const offline = new FoyerProblem({ code: 'offline', status: 0, title: 'offline', retryable: true });
    timeline = (n) => {
      if (n > 1) throw offline;
      return timelineOf(paid);
    };
    await open();
    await m.sees('Money received');
    m.session.send('payment.changed', { type: 'payment', id: paid.id });
    await m.sees('This may be out of date');
    expect(m.text()).to.contain('Money received');
    await m.click(disclosure);
    await m.click(disclosure);
    await m.sees(/You are offline/);
  });

  it('F2 E17 tells what comes while it is open, of each payment its own', async () => {
    timeline = (n) =>
      timelineOf(paid, n > 1 ? { items: [...timelineOf(paid).items, movement('refund', -41_200)] } : {});
    await open();
    await m.sees('Money received');
    expect(m.text()).not.to.contain('Refunded');
    const newer = paymentOf(2, { handover: null });
    server.payments.set(newer.id, newer);
    m.session.send('payment.changed', { type: 'payment', id: newer.id });
    await m.sees('Refunded');
    await waitUntil(() => m.all('.list > li').length === 2);
    expect(
      m.all('.list > li').map((item) => item.querySelector('foyer-ui-payment-timeline') !== null),
    ).to.eql([false, true]);
    expect(asked()).to.equal(2);
  });

  it('F2 a list that does not go on says so where it ends', async () => {
    await open();
    server.intercept = ({ path, query }) => {
      if (path !== '/v1/payments') return undefined;
      if (query.cursor) throw refusal('unreachable', 0, { retryable: true });
      return { items: [paid], nextCursor: 'older', asOf: '2026-11-22T03:15:00.000Z' };
    };
    m.session.send('payment.changed', { type: 'payment', id: paid.id });
    await m.click('Show more');
    await m.sees('More payments could not be read.');
    expect(m.all('[role=alert]')).to.have.length(1);
    expect(m.one('.more [role=alert]').nextElementSibling?.localName).to.equal('foyer-ui-button');
  });

  for (const [locale, name, words] of [
    ['zh-Hans', /^明细：/, '分配至'],
    ['ar', /^السجل: /, 'خُصص للفاتورة'],
  ] as const) {
    it(`F2 is told in ${locale} too`, async () => {
      m = await mounted({ server, attributes: { view: 'payments', locale } });
      await m.click(name);
      await m.sees(words);
      await m.button('INV-20401');
    });
  }
});
