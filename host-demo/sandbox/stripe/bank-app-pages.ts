import { Hono } from 'hono';
import { isJsonObject } from '../json.ts';
import { browserBundle } from '../pages/browser-bundle.ts';
import { escapeHtml, htmlDocument, pagePolicy } from '../pages/html.ts';
import { pageShell } from '../pages/shell.ts';
import type { Env } from '../socket-faults.ts';
import type { Account } from './account.ts';
import { amountAsked } from './bank-debits.ts';
import type { Debit, Mandate } from './objects.ts';

/** The payer's bank: agreements that wait for a yes, and debits on their way. Newest first. */
export function bankAppPages({ account }: { account: Account }): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/stripe/bank-app.js', async (c) => {
    const code = await browserBundle(new URL('./browser/bank-app.ts', import.meta.url));
    return c.body(code, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });
  app.get('/stripe/bank-app', (c) => {
    const shell = pageShell('bank-app', 'The payer’s bank', content(account));
    const head = `${shell.head}\n<script type="module" src="/stripe/bank-app.js"></script>`;
    return c.body(
      htmlDocument({ title: 'The payer’s bank', head, body: shell.body }),
      200,
      pagePolicy({ framed: false }),
    );
  });
  return app;
}

const SHOWN = 50;

function content(account: Account): string {
  const mandates = account.store
    .all('mandate')
    .filter((one) => isPayTo(one))
    .slice(-SHOWN)
    .reverse();
  const debits = account.store.all('debit').slice(-SHOWN).reverse();
  return `<p class="lead">What a payer does in the bank’s app, and what the banks do with a debit.</p>
<h2>PayTo agreements</h2>
${mandates.length === 0 ? '<p>None yet. One comes when somebody pays by PayTo or saves it.</p>' : `<div class="cards">${mandates.map((one) => mandateCard(account, one)).join('')}</div>`}
<h2>Debits</h2>
${debits.length === 0 ? '<p>None yet. One comes when somebody pays from a bank account.</p>' : `<div class="cards">${debits.map((one) => debitCard(account, one)).join('')}</div>`}
<p id="said" role="status"></p>`;
}

function mandateCard(account: Account, mandate: Mandate): string {
  const choices: [string, string][] =
    mandate.status === 'pending'
      ? [
          ['authorise', 'Authorise'],
          ['decline', 'Decline'],
        ]
      : mandate.status === 'active'
        ? [
            ['pause', 'Pause'],
            ['cancel', 'Cancel'],
          ]
        : [];
  return card({
    heading: `Agreement with Foyer${termsOf(account, mandate)}`,
    facts: [whose(account, mandate.payment_method), mandate.status, mandate.id],
    address: `/control/stripe/mandates/${mandate.id}`,
    field: 'answer',
    choices,
  });
}

/** What the payer agrees to: one amount, or the most that later payments may take. */
function termsOf(account: Account, mandate: Mandate): string {
  const asked = amountAsked(account, mandate.id);
  if (asked !== undefined) return `: ${money(asked)}`;
  const details = mandate.payment_method_details;
  const payto = isJsonObject(details) ? details.payto : null;
  return isJsonObject(payto) && typeof payto.amount === 'number' ? `: up to ${money(payto.amount)}` : '';
}

function debitCard(account: Account, debit: Debit): string {
  const intent = account.store.get('payment_intent', debit.id);
  const charge = account.store.get('charge', debit.charge);
  const isBack = charge?.disputed === true;
  const pending: [string, string][] = [
    ['succeed', 'Clear it'],
    ['fail', 'No money: fail it'],
  ];
  return card({
    heading: money(intent?.amount ?? 0),
    facts: [
      typeof charge?.payment_method === 'string' ? whose(account, charge.payment_method) : '',
      isBack ? 'taken back' : debit.state,
      debit.id,
    ],
    address:
      debit.state === 'cleared'
        ? `/control/stripe/debits/${debit.id}/dishonour`
        : `/control/stripe/debits/${debit.id}`,
    field: 'outcome',
    choices:
      debit.state === 'pending'
        ? pending
        : debit.state === 'cleared' && !isBack
          ? [['dishonour', 'Take it back']]
          : [],
  });
}

function card(part: {
  heading: string;
  facts: string[];
  address: string;
  field: string;
  choices: [string, string][];
}): string {
  const facts = part.facts.filter(Boolean).map(escapeHtml).join(' · ');
  const buttons = part.choices.map(
    ([value, label]) =>
      `<button type="button" data-address="${escapeHtml(part.address)}" data-field="${part.field}" data-value="${value}">${label}</button>`,
  );
  return `<section class="card"><h3>${escapeHtml(part.heading)}</h3><p>${facts}</p>${buttons.join(' ')}</section>`;
}

function whose(account: Account, methodId: string): string {
  const method = account.store.get('payment_method', methodId);
  const details = method?.[method.type];
  if (!isJsonObject(details)) return '';
  return typeof details.pay_id === 'string'
    ? details.pay_id
    : `BSB ${String(details.bsb_number)}, account ending in ${String(details.last4)}`;
}

const isPayTo = (mandate: Mandate): boolean =>
  isJsonObject(mandate.payment_method_details) && mandate.payment_method_details.type === 'payto';

const money = (cents: number): string =>
  new Intl.NumberFormat('en-AU', { style: 'currency', currency: 'AUD' }).format(cents / 100);
