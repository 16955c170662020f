import { aTimeout, expect } from '@open-wc/testing';
import { html } from 'lit';
import { someone } from '../kit/testing/fake-session.ts';
import { staged } from '../kit/testing/stage.ts';
import { waitUntil } from '../kit/testing/wait-until.ts';
import './integration-console.define.ts';
import type { FoyerIntegrationConsole } from './integration-console.element.ts';
import {
  bankLine,
  basketBankLine,
  candidate,
  idOf,
  payoutBankLine,
  payoutContents,
} from './testing/facts.ts';
import { refusal, StubServer, stubSession } from './testing/stub-server.ts';

let server: StubServer;
let widget: FoyerIntegrationConsole;

function* deep(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const child of root.children) {
    if (!(child instanceof HTMLElement)) continue;
    yield child;
    if (child.shadowRoot) yield* deep(child.shadowRoot);
    yield* deep(child);
  }
}

const all = () => [...deep(widget.renderRoot as ShadowRoot)].filter((one) => one.checkVisibility());
const words = () =>
  all()
    .flatMap((one) => [...one.childNodes].filter((node) => node instanceof Text && one.localName !== 'style'))
    .map((node) => node.textContent?.trim())
    .filter(Boolean)
    .join(' ');
const sees = (text: string | RegExp) =>
  waitUntil(() => (typeof text === 'string' ? words().includes(text) : text.test(words())), `${text}`, {
    timeout: 20_000,
  }).catch((error: Error) => {
    throw new Error(`${error.message} in: ${words().slice(0, 900)}`);
  });
const nameOf = (one: HTMLElement) =>
  (one.getAttribute('label') || one.getAttribute('aria-label') || one.textContent || '')
    .replace(/\s+/g, ' ')
    .trim();
async function click(name: string | RegExp): Promise<void> {
  const find = () =>
    all().find(
      (one) =>
        ['foyer-ui-button', 'button'].includes(one.localName) &&
        (typeof name === 'string' ? nameOf(one) === name : name.test(nameOf(one))),
    );
  await waitUntil(find, `a button named ${name} in: ${words().slice(0, 600)}`);
  find()?.click();
}

async function mounted(
  attributes: { tab?: string; theme?: 'light' | 'dark' | 'high-contrast' } = {},
): Promise<void> {
  widget = await staged<FoyerIntegrationConsole>(
    html`<foyer-integration-console tab=${attributes.tab ?? 'reconciliation'} theme=${attributes.theme ?? 'light'}></foyer-integration-console>`,
    { session: stubSession(server), theme: attributes.theme ?? 'light' },
  );
}

describe('<foyer-integration-console>', () => {
  beforeEach(() => {
    sessionStorage.clear();
    server = new StubServer();
  });

  it('S60 is for the contractor’s own people: others see who can grant it, and nothing is asked', async () => {
    const session = stubSession(server);
    session.me = someone;
    widget = await staged(html`<foyer-integration-console></foyer-integration-console>`, { session });
    await sees('For the contractor’s own staff');
    expect(server.requests).to.deep.equal([]);
  });

  for (const theme of ['light', 'dark', 'high-contrast'] as const) {
    it(`axe finds nothing in both tabs, a reconciliation and a statement: ${theme}`, async () => {
      await mounted({ theme });
      await click(/PayPal/);
      await sees('Not in the portal');
      await aTimeout(260);
      await expect(widget).to.be.accessible();
      await click('Bank');
      await click(/062-000/);
      await sees('HARBOURVIEW PROPERTY');
      await aTimeout(260);
      await expect(widget).to.be.accessible();
    });
  }

  it('R5 compares a period once, however often the button is clicked', async () => {
    await mounted();
    await click('Compare a period');
    await click('Compare');
    await click('Compare').catch(() => undefined);
    await sees('Both sides agree to the cent.');
    expect(server.requests.filter(({ method }) => method === 'POST')).to.have.length(1);
  });

  it('S62 whoever proposed a fix cannot approve it, and is told why', async () => {
    await mounted();
    await click(/PayPal/);
    await sees('You proposed this. Somebody else has to approve it.');
    const approve = all().find((one) => one.localName === 'foyer-ui-button' && /^Approve/.test(nameOf(one)));
    expect(approve?.hasAttribute('disabled')).to.equal(true);
  });

  it('S62 somebody else of the same name can: people are told apart by id', async () => {
    server.cases = server.cases.map((one) =>
      one.proposal ? { ...one, proposal: { ...one.proposal, byId: crypto.randomUUID() } } : one,
    );
    await mounted();
    await click(/PayPal/);
    await click(/^Approve/);
    await waitUntil(() => server.requests.some(({ path }) => path.endsWith('/approve')));
  });

  it('E13 a suggestion is explained and confirmed', async () => {
    await mounted({ tab: 'bank' });
    await click(/062-000/);
    await click(/Suggested 1/);
    await click(/HARBOURVIEW PROPERTY/);
    await sees('come to this amount together');
    await click('Confirm this match');
    await sees('Matched $1,620.50.');
    const sent = server.requests.find(({ path }) => path.endsWith('/confirm'));
    expect(JSON.stringify(sent?.body)).to.contain('"amountCents":81025');
  });

  describe('E13 R5 a line of a basket', () => {
    const figures = () =>
      all()
        .filter((one) => one.localName === 'tr' && one.closest('table')?.caption)
        .map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join(' '));

    it('E13 R5 names the invoices that its payer asked to pay, each with its amount, and what they come to', async () => {
      server.lines = [basketBankLine(1, 'confirmed', 2)];
      await mounted({ tab: 'bank' });
      await click(/062-000/);
      await click(/HARBOURVIEW PROPERTY/);
      await sees('What the payer asked to pay');
      expect(figures()).to.deep.equal([
        'Invoice Amount (AUD)',
        'INV-20401 410.05',
        'INV-20402 410.06',
        '2 invoices 820.11',
      ]);
      const amounts = all().filter((one) => one.classList.contains('figure') && one.localName === 'td');
      for (const one of amounts) expect(getComputedStyle(one).textAlign).to.equal('end');
      expect(words()).not.to.contain('Show all');
    });

    it('E13 R5 names them before a suggestion is confirmed, and folds more than a handful', async () => {
      server.lines = [basketBankLine(1, 'suggested', 12)];
      await mounted({ tab: 'bank' });
      await click(/062-000/);
      await click(/Suggested 1/);
      await click(/HARBOURVIEW PROPERTY/);
      await sees('INV-20405');
      expect(words()).not.to.contain('INV-20406');
      await sees('12 invoices');
      await sees('4,921.26');
      await click('Show all 12');
      await sees('INV-20412');
      expect(words()).not.to.contain('Show all');
      // The button is gone: the reader goes on where the rest begins.
      const focused = () => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.textContent?.trim();
      };
      await waitUntil(() => focused() === 'INV-20406', 'the first invoice of the rest has the focus');
      // Half drawn, nothing has its contrast yet.
      const moving = () => all().flatMap((one) => one.getAnimations({ subtree: true }));
      await waitUntil(() => moving().length === 0, 'nothing moves any more');
      await expect(widget).to.be.accessible();
      await click('Confirm this match');
      await sees('Matched $4,921.26.');
    });

    it('E13 R5 names none for a line that is matched to invoices', async () => {
      server.lines = [bankLine(1, 'confirmed')];
      await mounted({ tab: 'bank' });
      await click(/062-000/);
      await click(/HARBOURVIEW PROPERTY/);
      await sees('on invoice INV-20403');
      expect(words()).not.to.contain('What the payer asked to pay');
    });
  });

  describe('R6 a payout', () => {
    const open = async (answer?: () => unknown) => {
      server.lines = [payoutBankLine(1)];
      if (answer)
        server.intercept = (_method, path) => (path.startsWith('/v1/payouts/') ? answer() : undefined);
      await mounted({ tab: 'bank' });
      await click(/062-000/);
      await click(/STRIPE/);
    };

    it('R6 is explained down to its payments, and the rest of them on request', async () => {
      await open();
      for (const text of ['$2,400.00', '-$44.40', '$2,345.60', '13 movements', 'INV-20300']) await sees(text);
      expect(words()).not.to.contain('INV-20311');
      await click('Show all 13');
      await sees('INV-20311');
      await sees('Not in the portal');
      expect(server.requests.filter(({ path }) => path === '/v1/payouts/stripe/po_1Weekly')).to.have.length(
        1,
      );
    });

    it('R6 says what its movements leave unexplained', async () => {
      await open(() => payoutContents('po_1Weekly', 150));
      await sees('$1.50 is not explained');
    });

    it('R6 says when the vendor does not tell, knows none, or is silent', async () => {
      await open(() => ({ ...payoutContents(), contents: null }));
      await sees('asked for by hand');
      for (const [code, status, text] of [
        ['not_found', 404, 'knows no payout of this reference'],
        ['vendor_unavailable', 503, 'Try again'],
      ] as const) {
        await open(() => {
          throw refusal(code, status);
        });
        await sees(text);
      }
    });
  });

  it('E13 a line is split by hand over two invoices', async () => {
    await mounted({ tab: 'bank' });
    await click(/062-000/);
    await click(/Unmatched 1/);
    await click(/HARBOURVIEW PROPERTY/);
    await click('Match by hand');
    await click(/^Add INV-20401/);
    await sees('$120.00 still to place');
    // The page is loaded anew: what was put together stands.
    widget.remove();
    await mounted({ tab: 'bank' });
    await click(/062-000/);
    await click(/Unmatched 1/);
    await click(/HARBOURVIEW PROPERTY/);
    await click('Match by hand');
    await sees('$120.00 still to place');
    await click(/^Add INV-20402/);
    await sees('The whole amount is placed.');
    await click('Match $1,000.00');
    await sees('Matched $1,000.00.');
    expect(Object.keys(sessionStorage).filter((key) => key.includes('split'))).to.deep.equal([]);
  });

  it('E13 a waiting payment that a line may be for says which invoices it pays', async () => {
    const asked = [1, 2, 3, 4, 5].map((n) => ({ invoiceNumber: `INV-2050${n}`, amountCents: n * 1_000 }));
    const basket = { target: 'basket', invoiceId: null, paymentId: idOf('00b1', 1), dueOn: null } as const;
    server.intercept = (_method, path) =>
      path.endsWith('/candidates')
        ? {
            items: [candidate(1, { ...basket, label: '50000123451', balanceCents: 15_000, asked })],
            asOf: '2026-11-22T03:10:00.000Z',
          }
        : undefined;
    await mounted({ tab: 'bank' });
    await click(/062-000/);
    await click(/Unmatched 1/);
    await click(/HARBOURVIEW PROPERTY/);
    await click('Match by hand');
    await sees('Payment 50000123451');
    await sees('INV-20501 ($10.00) INV-20502 ($20.00) INV-20503 ($30.00) and 2 more');
  });

  it('E13 says by which rule a line is matched in the reader’s language, and marks the server’s own words as English', async () => {
    server.lines = [bankLine(1, 'suggested')];
    await mounted({ tab: 'bank' });
    widget.setAttribute('locale', 'ar');
    await click(/062-000/);
    await click(/HARBOURVIEW PROPERTY/);
    await sees('حسب الدافع ومجموع فواتير');
    const reasons = all().filter((one) => one.matches('.match [lang="en"]'));
    expect(reasons).to.have.length(1);
    expect(reasons[0]?.textContent).to.match(/^[A-Z]/);
  });

  it('E13 leaves the reason that a person gave in whatever language it is', async () => {
    server.lines = [bankLine(1, 'excluded')];
    await mounted({ tab: 'bank' });
    await click(/062-000/);
    await click(/DIRECT CREDIT/);
    await sees('By a person');
    expect(all().filter((one) => one.matches('.match [lang]'))).to.have.length(0);
    expect(all().filter((one) => one.matches('.match [dir="auto"]'))).to.have.length(1);
  });

  it('S7 the whole account is shown after the password is given again', async () => {
    let given = '';
    server.intercept = (_method, path) => {
      if (path.endsWith('/payer-account')) {
        if (given !== 'right') throw refusal('step_up_required', 403);
        return { payerAccount: '06200012345912' };
      }
      if (!path.endsWith('/step-up')) return undefined;
      const sent = server.requests.at(-1)?.body as { password: string } | undefined;
      if (sent?.password !== 'right') throw refusal('password_refused', 403);
      given = sent.password;
      return { until: '2026-11-22T03:20:00.000Z' };
    };
    await mounted({ tab: 'bank' });
    await click(/062-000/);
    await click(/Suggested 1/);
    await click(/HARBOURVIEW PROPERTY/);
    await click('Show the whole account');
    await sees('Give your password again.');
    const give = (text: string) => {
      const field = all().find((one) => one.localName === 'input' && one.getAttribute('type') === 'password');
      if (!(field instanceof HTMLInputElement)) throw new Error('No password field.');
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      return click('Show the whole account');
    };
    await give('wrong');
    await sees('This is not your password.');
    expect(words()).not.to.contain('06200012345912');
    await give('right');
    await sees('Account 06200012345912');
  });

  it('a locked period says so, and changes nothing', async () => {
    server.intercept = (_method, path) => {
      if (path.endsWith('/confirm')) throw refusal('period_locked', 409);
      return undefined;
    };
    await mounted({ tab: 'bank' });
    await click(/062-000/);
    await click(/Suggested 1/);
    await click(/HARBOURVIEW PROPERTY/);
    await click('Confirm this match');
    await sees('This period is locked.');
  });
});
