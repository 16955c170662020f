import { aTimeout, expect } from '@open-wc/testing';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import { savedMethod } from './facts.ts';
import { type FakeStripe, fakeStripe } from './fake-stripe.ts';
import { type Mounted, mounted } from './mounted.ts';
import { refusal, StubServer } from './stub-server.ts';
import { pick, type } from './typing.ts';

/** A picture that has come to rest. */
async function still(canvas: () => HTMLCanvasElement): Promise<string> {
  let before = '';
  await waitUntil(
    () => {
      const now = canvas().toDataURL();
      const isStill = now === before;
      before = now;
      return isStill;
    },
    'the picture rests',
    { interval: 400 },
  );
  return before;
}

describe('<foyer-invoice-pay> the account', () => {
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

  const openTab = async (name: string) => {
    await m.click('Account');
    await m.click(name);
  };
  const asked = (path: string) => m.server.requests.filter((one) => one.path === path).at(-1);
  const raise = async () => {
    await m.click(/^INV-20405/);
    await m.click(/^Dispute Periodic cleaning/);
    await m.sees('What happened');
    type(m.one('foyer-ui-money-field'), '300.00');
    type(m.one('foyer-ui-text-field'), 'Two visits were missed.');
    await m.click('Dispute $300.00');
    await m.sees('Dispute D-1001');
  };

  it('F7 aging is asked for any day, without what is disputed, and drawn when asked for', async () => {
    m = await mounted();
    await m.click('Account');
    await m.sees('What was owed at the end of 22 Nov 2026');
    await m.sees('91–120 days');
    const day = m.one('foyer-ui-text-field');
    type(day, '2026-08-31');
    day.dispatchEvent(new Event('change', { bubbles: true }));
    await m.sees('at the end of 31 Aug 2026');
    m.one('input[type=checkbox]').click();
    await waitUntil(() => asked('/v1/receivables/aging')?.query.excludeDisputed === true);
    expect(m.all('canvas')).to.have.length(0);
    await m.click('Show as chart');
    await waitUntil(() => m.all('canvas').length === 1 && m.one('canvas').clientHeight > 100);
    await expect(m.widget).to.be.accessible();
    await m.click('Hide the chart');
    await waitUntil(() => m.all('canvas').length === 0);
  });

  it('F7 the picture follows the theme', async () => {
    m = await mounted({ attributes: { theme: 'light' } });
    await m.click('Account');
    await m.click('Show as chart');
    const canvas = () => m.one('canvas') as HTMLCanvasElement;
    await waitUntil(() => m.all('canvas').length === 1 && canvas().clientHeight > 100);
    const light = await still(canvas);
    m.widget.setAttribute('theme', 'dark');
    await waitUntil(() => canvas().toDataURL() !== light);
    await still(canvas);
    m.widget.setAttribute('theme', 'light');
    await waitUntil(() => canvas().toDataURL() === light, 'the same picture as before');
  });

  it('F7 twelve months are drawn when asked for, with the same figures in a table', async () => {
    m = await mounted();
    await openTab('Statements');
    await m.sees('Closing balance');
    expect(m.all('canvas')).to.have.length(0);
    await m.click('Show the last 12 months');
    await m.sees('Invoiced and paid, last 12 months');
    await waitUntil(() => m.all('canvas').length === 1 && m.one('canvas').clientHeight > 100);
    const [months] = m.server.requests.filter(({ path, query }) => path === '/v1/statements' && query.from);
    expect(months?.query).to.include({ mode: 'activity' });
    m.one('summary').click();
    await m.sees('Owed at the end');
    await expect(m.widget).to.be.accessible();
    await m.click('Hide the last 12 months');
    await waitUntil(() => m.all('canvas').length === 0);
  });

  it('F7 a statement foots, is asked for a range, and comes as PDF and CSV', async () => {
    m = await mounted();
    await openTab('Statements');
    await m.sees('Closing balance');
    await m.sees('$0.00 + $49,269.35 − $0.00 = $49,269.35');
    await expect(m.widget).to.be.accessible();
    pick(m.one('foyer-ui-select'), 'activity');
    await m.sees('Opening balance');
    expect(asked('/v1/statements')?.query.mode).to.equal('activity');
    await m.click('Download PDF');
    await waitUntil(() => asked('/v1/statements/pdf'));
    expect(asked('/v1/statements/pdf')?.query.invoices).to.equal(undefined);
    await m.click('Download CSV');
    await waitUntil(() => asked('/v1/statements/csv'));
    expect(asked('/v1/statements/csv')?.query.mode).to.equal('activity');
  });

  it('F7 a statement comes with its invoices when asked, and says so when they are too many', async () => {
    m = await mounted();
    m.server.intercept = ({ path, query }) => {
      if (path === '/v1/statements/pdf' && query.mode === 'activity') throw refusal('too_many_invoices', 422);
    };
    await openTab('Statements');
    await m.sees('Closing balance');
    m.one('input[type=checkbox]').click();
    await m.click('Download PDF');
    await waitUntil(() => asked('/v1/statements/pdf')?.query.invoices === 'true');
    pick(m.one('foyer-ui-select'), 'activity');
    await m.sees('Opening balance');
    await m.click('Download PDF');
    await m.sees('More than 50 invoices cannot follow a statement');
    await expect(m.widget).to.be.accessible();
  });

  it('F8 a line is disputed with its reason, amount and words, and its thread opens', async () => {
    m = await mounted();
    await raise();
    expect(asked('/v1/disputes')?.body).to.deep.include({
      reasonCode: 'not_delivered',
      amountCents: 30_000,
      description: 'Two visits were missed.',
    });
    await m.sees('First answer due by');
    await aTimeout(50);
    await expect(m.widget).to.be.accessible();
    type(m.one('foyer-ui-text-field'), 'Here is the roster.');
    await m.click('Send message');
    await waitUntil(() => m.all('.bubble').length === 2);
    const [id = ''] = m.server.account.disputes.keys();
    m.server.account.settle(id, 30_000);
    m.session.send('dispute.changed', { type: 'dispute', id });
    await m.sees('Settled with a credit of $300.00.');
    await m.sees('Credit note CN-5001');
    await openTabFromThread();
    await m.sees('CN-5001');
  });

  const openTabFromThread = async () => {
    await m.click('All disputes');
    await m.click('Credits');
  };

  it('F8 a dispute without words, or above its line, is not sent', async () => {
    m = await mounted();
    await m.click(/^INV-20405/);
    await m.click(/^Dispute Periodic cleaning/);
    await m.sees('What happened');
    type(m.one('foyer-ui-money-field'), '9,999.00');
    await m.sees('Enter an amount of up to');
    await m.click('Dispute $0.00');
    type(m.one('foyer-ui-money-field'), '1.00');
    await m.click('Dispute $1.00');
    await m.sees('Say in a few words what is wrong');
    expect(m.server.account.disputes.size).to.equal(0);
    await aTimeout(260);
    await expect(m.widget).to.be.accessible();
  });

  it('F8 what was refused is said, and the same words go again under the same key', async () => {
    m = await mounted();
    let tries = 0;
    m.server.intercept = (request) => {
      if (request.path !== '/v1/disputes' || request.method !== 'POST' || tries > 0) return undefined;
      tries += 1;
      throw refusal('timed_out', 0);
    };
    await m.click(/^INV-20405/);
    await m.click(/^Dispute Periodic cleaning/);
    await m.sees('What happened');
    type(m.one('foyer-ui-text-field'), 'Missed.');
    await m.click(/^Dispute \$/);
    await m.sees('That did not work.');
    await m.click(/^Dispute \$/);
    await m.sees('Dispute D-1001');
    const keys = m.server.requests.filter((one) => one.path === '/v1/disputes' && one.method === 'POST');
    expect(new Set(keys.map((one) => one.key)).size).to.equal(1);
  });

  it('F8 what was typed survives a reload, and a lost answer is asked for again under the same key', async () => {
    const keys: (string | undefined)[] = [];
    const open = async () => {
      m = await mounted();
      m.server.intercept = (request) => {
        if (request.path !== '/v1/disputes' || request.method !== 'POST') return undefined;
        keys.push(request.key);
        if (keys.length > 1) return undefined;
        throw refusal('timed_out', 0);
      };
      await m.click(/^INV-20405/);
      await m.click(/^Dispute Periodic cleaning/);
      await m.sees('What happened');
    };
    await open();
    type(m.one('foyer-ui-text-field'), 'Missed.');
    type(m.one('foyer-ui-money-field'), '120.00');
    await m.click('Dispute $120.00');
    await m.sees('That did not work.');
    m.remove();
    await open();
    await m.click('Dispute $120.00');
    await m.sees('Dispute D-1001');
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);

    type(m.one('foyer-ui-text-field'), 'Half a message');
    const [id = ''] = m.server.account.disputes.keys();
    const { account } = m.server;
    m.remove();
    m = await mounted();
    for (const [key, dispute] of account.disputes) m.server.account.disputes.set(key, dispute);
    await m.click('Account');
    await m.click('Disputes');
    await m.click(/D-1001/);
    await m.sees('First answer due by');
    expect(m.one('foyer-ui-text-field')).to.have.property('value', 'Half a message');
    await m.click('Send message');
    await waitUntil(() => m.all('.bubble').length === 2);
    expect(m.one('foyer-ui-text-field')).to.have.property('value', '');
    expect(id).not.to.equal('');
  });

  it('F8 files that were chosen before a reload are named, to be chosen again', async () => {
    const open = async () => {
      m = await mounted();
      await m.click(/^INV-20405/);
      await m.click(/^Dispute Periodic cleaning/);
      await m.sees('What happened');
    };
    const choose = (name: string) => {
      const files = new DataTransfer();
      files.items.add(new File(['x'], name, { type: 'image/png' }));
      const input = m.one('#evidence') as HTMLInputElement;
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    };
    await open();
    choose('floor.png');
    choose('lift.png');
    await m.sees('lift.png');
    m.remove();
    await open();
    await m.sees('Choose floor.png, lift.png again: what you typed was kept, files could not be.');
    choose('floor.png');
    await m.sees('Choose lift.png again');
    await aTimeout(260);
    await expect(m.widget).to.be.accessible();
  });

  it('F8 a dispute is withdrawn after a second thought', async () => {
    m = await mounted();
    await raise();
    await m.click('Withdraw this dispute');
    await m.sees('Withdraw it?');
    await m.click('Withdraw this dispute');
    await m.sees('Withdrawn');
  });

  it('F6 a promise to pay is made and withdrawn', async () => {
    m = await mounted();
    await m.click(/^INV-20405/);
    await m.click('Promise to pay');
    await m.sees('It is not a payment.');
    await m.click('Promise $4,120.50');
    await m.sees('Choose today or a later day');
    const [day] = m.all('foyer-ui-text-field');
    if (day) type(day, '2099-01-15');
    day?.dispatchEvent(new Event('change', { bubbles: true }));
    await m.click('Promise $4,120.50');
    await m.sees('Choose a day within the next year');
    const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    if (day) type(day, soon);
    day?.dispatchEvent(new Event('change', { bubbles: true }));
    await m.click('Promise $4,120.50');
    await m.sees('Promises to pay');
    await m.click('Withdraw');
    await m.sees('Withdraw it?');
    await m.click('Keep it');
    expect(m.server.account.promises.map(({ status }) => status)).to.deep.equal(['open']);
    await m.click('Withdraw');
    await m.sees('Withdraw it?');
    await m.click('Withdraw');
    await m.sees('Withdrawn');
  });

  it('F6 what was typed for a promise survives a reload, and is gone once it was made', async () => {
    const server = new StubServer();
    m = await mounted({ server });
    const open = async () => {
      await m.click(/^INV-20405/);
      await m.click('Promise to pay');
      await m.sees('It is not a payment.');
    };
    await open();
    const note = () => m.all('foyer-ui-text-field')[1];
    type(note() ?? m.widget, 'After the board has met');
    m.remove();
    m = await mounted({ server });
    await open();
    const value = () => note()?.shadowRoot?.querySelector('input')?.value;
    expect(value()).to.equal('After the board has met');
    const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const [day] = m.all('foyer-ui-text-field');
    if (day) type(day, soon);
    day?.dispatchEvent(new Event('change', { bubbles: true }));
    await m.click('Promise $4,120.50');
    await m.sees('Promises to pay');
    expect(value()).to.equal('');
    expect(Object.keys(sessionStorage).filter((key) => key.includes('promise'))).to.deep.equal([]);
  });

  it('F8 autopay says what does not fit, keeps what was typed through a reload, and forgets it on request', async () => {
    const server = new StubServer();
    server.methods = [savedMethod(1)];
    m = await mounted({ server });
    const open = async () => {
      await openTab('Payment methods');
      await m.sees('Pay invoices by themselves');
    };
    await open();
    const save = () => m.click('Save autopay');
    type(m.one('.days'), '31');
    type(m.one('.email'), 'finance@');
    await save();
    await m.sees('Enter an amount of at least $1.00.');
    await m.sees('Enter a number of days from 0 to 30.');
    await m.sees('Enter an email address like name@example.com');
    expect(server.requests.some(({ method }) => method === 'PUT')).to.equal(false);
    await m.sees('Not saved yet.');
    await expect(m.widget).to.be.accessible();
    m.remove();
    m = await mounted({ server });
    await open();
    await m.sees('Not saved yet.');
    expect(m.one('.days').shadowRoot?.querySelector('input')?.value).to.equal('31');
    await m.click('Discard changes');
    await waitUntil(() => m.one('.days').shadowRoot?.querySelector('input')?.value === '2');
    type(m.one('foyer-ui-money-field'), '500.00');
    await save();
    await waitUntil(() => server.requests.some(({ method }) => method === 'PUT'));
    await waitUntil(() => !m.text().includes('Not saved yet.'));
    expect(Object.keys(sessionStorage).filter((key) => key.includes('autopay'))).to.deep.equal([]);
  });

  it('F8 the limits of a method keep what was typed through a reload, until they are saved', async () => {
    const server = new StubServer();
    server.methods = [savedMethod(1)];
    const sent: unknown[] = [];
    server.intercept = ({ path, body }) => {
      if (!path.endsWith('/authority')) return undefined;
      sent.push(body);
      return savedMethod(1);
    };
    const open = async () => {
      m = await mounted({ server });
      await openTab('Payment methods');
      await m.click(/^Limits/);
      await m.sees('The most a payment may take');
    };
    await open();
    type(m.one('foyer-ui-money-field[label="The most a payment may take"]'), '750.00');
    await m.sees('Not saved yet.');
    m.remove();
    await open();
    await m.sees('Not saved yet.');
    await m.click('Save limits');
    await waitUntil(() => sent.length === 1);
    expect(sent[0]).to.include({ limitCents: 75_000, poRequired: false, allowedRoles: null });
    await waitUntil(() => !Object.keys(sessionStorage).some((key) => key.includes('authority')));
  });

  it('F5 an invoice comes as Peppol XML', async () => {
    m = await mounted();
    await m.click(/^INV-20405/);
    await m.click('Download Peppol XML');
    await waitUntil(() => m.server.requests.some((one) => one.path.endsWith('/peppol')));
  });

  it('E13 a deep link opens a section, and the tabs keep the focus', async () => {
    m = await mounted({ attributes: { view: 'credits' } });
    await m.sees('No credit notes');
    const tab = await m.button('Disputes');
    tab.focus();
    tab.click();
    await m.sees('Nothing is in dispute');
    expect(tab.matches(':focus')).to.equal(true);
  });

  it('the account speaks Arabic and Chinese, right to left where it should', async () => {
    m = await mounted({ attributes: { view: 'aging', locale: 'ar' } });
    await m.sees('لم يحن موعده');
    await expect(m.widget).to.be.accessible();
    m.widget.setAttribute('locale', 'zh-Hans');
    await m.sees('未到期');
  });
});
