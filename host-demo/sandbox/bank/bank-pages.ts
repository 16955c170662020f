import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { escapeHtml, htmlDocument, pagePolicy } from '../pages/html.ts';
import { pageShell } from '../pages/shell.ts';
import type { Env } from '../socket-faults.ts';
import { type Bank, BankRefusal } from './bank.ts';
import { decimal } from './statement.ts';
import { statementFaults, statementFile, writers } from './statement-file.ts';

const amountCents = z.union([
  z.int().min(1),
  z
    .string()
    .regex(/^\d{1,9}(\.\d\d)?$/, 'An amount like 110.00')
    .transform((text) => Math.round(Number(text) * 100)),
]);
const day = z.iso.date().optional();
const text = z.string().max(140).default('');

const order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('bpay'),
    billerCode: z.string(),
    reference: z.string(),
    amountCents,
    payerName: text,
    bookedOn: day,
  }),
  z.object({
    kind: z.literal('eft'),
    bsb: z.string(),
    accountNumber: z.string(),
    amountCents,
    description: text,
    payerName: text,
    payerAccount: text,
    bookedOn: day,
  }),
  z.object({
    kind: z.literal('payout'),
    vendor: z.string(),
    vendorRef: z.string(),
    amountCents,
    bookedOn: day,
  }),
]);
const download = z.object({
  day: z.iso.date(),
  format: z.string(),
  fault: z.enum(statementFaults).default('none'),
});

/** What a vendor sent to the bank, in cents. */
type PaidOut = { id: string; amount: number };

/** The bank that clients pay from and the contractor gets statements of: pages for people, the same as JSON for tests. */
export function bankPages(bank: Bank, stripe: { payOutAll(): PaidOut | null }): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/', (c) => page(c, bank, null));
  app.get('/entries', (c) => c.json({ items: bank.entries, settings: bank.settings }));
  app.get('/statement', (c) => {
    const wanted = download.safeParse(c.req.query());
    const file = wanted.success
      ? statementFile(bank.statementOf(wanted.data.day), wanted.data.format, wanted.data.fault)
      : null;
    if (!file) return c.json({ error: 'No such statement.' }, 404);
    return c.body(file.text, 200, {
      'content-type': `${file.contentType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${file.name}"`,
      'x-content-type-options': 'nosniff',
    });
  });
  const act = (path: string, work: (c: Context<Env>, input: Record<string, unknown>) => unknown) =>
    app.post(path, async (c) => {
      const isJson = c.req.header('content-type')?.startsWith('application/json') === true;
      const input: Record<string, unknown> = isJson ? await c.req.json() : await c.req.parseBody();
      try {
        const done = work(c, withoutEmpty(input));
        return isJson ? c.json(done ?? {}, 201) : c.redirect('/bank', 303);
      } catch (error) {
        if (!(error instanceof BankRefusal) && !(error instanceof z.ZodError)) throw error;
        const message = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
        return isJson ? c.json({ error: message }, 400) : page(c, bank, message);
      }
    });
  act('/payments', (_c, input) => bank.pay(order.parse(input)));
  act('/payouts/stripe', () => {
    const payout = stripe.payOutAll();
    if (!payout) throw new BankRefusal('Stripe holds nothing that it could pay out.');
    return bank.pay({ kind: 'payout', vendor: 'Stripe', vendorRef: payout.id, amountCents: payout.amount });
  });
  act('/entries/:ref/twin', (c) => bank.twin(c.req.param('ref') ?? ''));
  act('/entries/:ref/reverse', (c) => bank.reverse(c.req.param('ref') ?? '', 'reversal'));
  act('/entries/:ref/dishonour', (c) => bank.reverse(c.req.param('ref') ?? '', 'dishonour'));
  return app;
}

/** A form sends an empty text for what was left out. */
const withoutEmpty = (input: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''));

function page(c: Context<Env>, bank: Bank, refusal: string | null) {
  const body = pageShell('bank', 'Bank', `${alarm(refusal)}${forms(bank)}${downloads(bank)}${list(bank)}`);
  return c.body(htmlDocument({ title: 'Bank', ...body }), refusal ? 400 : 200, pagePolicy({ framed: false }));
}

const alarm = (refusal: string | null): string =>
  refusal === null ? '' : `<p class="state" role="alert">${escapeHtml(refusal)}</p>`;

const field = (label: string, name: string, value = '', more = ''): string =>
  `<label>${label}<input name="${name}" value="${escapeHtml(value)}" ${more}></label>`;

const choice = (label: string, name: string, items: readonly [string, string][]): string =>
  `<label>${label}<select name="${name}">${items.map(([value, words]) => `<option value="${value}">${escapeHtml(words)}</option>`).join('')}</select></label>`;

function forms({ settings }: Bank): string {
  const amount = field(
    'Amount in dollars',
    'amountCents',
    '',
    'required inputmode="decimal" placeholder="110.00"',
  );
  return `<p class="lead">Stands in for the bank: clients pay here, and the contractor gets its statements from here.</p>
<div class="cards">
<form class="card" method="post" action="/bank/payments"><h2>Pay by BPAY</h2><input type="hidden" name="kind" value="bpay">
${field('Biller code', 'billerCode', settings.billerCode, 'required')}${field('Customer reference number', 'reference', '', 'required inputmode="numeric"')}${amount}${field('Payer', 'payerName')}
<button class="main">Pay</button></form>
<form class="card" method="post" action="/bank/payments"><h2>Transfer</h2><input type="hidden" name="kind" value="eft">
${field('BSB', 'bsb', settings.bsb, 'required')}${field('Account number', 'accountNumber', settings.accountNumber, 'required')}${amount}${field('Description', 'description')}${field('Payer', 'payerName')}${field('From BSB and account', 'payerAccount')}
<button class="main">Transfer</button></form>
<form class="card" method="post" action="/bank/payments"><h2>Payout of a payment vendor</h2><input type="hidden" name="kind" value="payout">
${choice('Vendor', 'vendor', [
  ['Stripe', 'Stripe'],
  ['PayPal', 'PayPal'],
])}${field('Payout', 'vendorRef', '', 'required')}${amount}
<button class="main">Pay out</button></form>
<form class="card" method="post" action="/bank/payouts/stripe"><h2>Payout of all that Stripe holds</h2>
<p>Stripe pays out what came in since its last payout, less its fees, and the bank books it at once.</p>
<button class="main">Pay out</button></form></div>`;
}

function downloads(bank: Bank): string {
  return `<h2>Statement of a day</h2><form class="filter" method="get" action="/bank/statement">
${field('Day', 'day', bank.today(), 'type="date" required')}${choice(
  'Format',
  'format',
  Object.entries(writers).map(([name, { label }]) => [name, label]),
)}${choice('Fault', 'fault', [
  ['none', 'None'],
  ['truncated', 'Breaks off'],
  ['wrong_closing', 'Wrong closing balance'],
  ['missing_reference', 'References missing'],
])}<button>Download</button></form>`;
}

function list(bank: Bank): string {
  if (bank.entries.length === 0) return '<p class="empty">Nobody has paid yet.</p>';
  const button = (ref: string, action: string, words: string) =>
    `<form method="post" action="/bank/entries/${encodeURIComponent(ref)}/${action}"><button>${words}</button></form>`;
  const rows = bank.entries.toReversed().map(
    (
      entry,
    ) => `<tr><td>${entry.bookedOn}</td><td>${escapeHtml(entry.narrative)}${entry.crn ? ` CRN ${entry.crn}` : ''}</td>
<td>${escapeHtml(entry.payerName ?? '')}</td><td class="number">${decimal(entry.amountCents)}</td>
<td>${entry.reversal ? '' : button(entry.bankRef, 'twin', 'Pay the same again') + button(entry.bankRef, 'dishonour', 'Dishonour')}</td></tr>`,
  );
  return `<h2>Account ${bank.settings.bsb} ${bank.settings.accountNumber}</h2><div class="scroll"><table>
<thead><tr><th>Day</th><th>Text</th><th>Payer</th><th class="number">Amount</th><th>Change</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
