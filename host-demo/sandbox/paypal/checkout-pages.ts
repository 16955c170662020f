import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { browserBundle } from '../pages/browser-bundle.ts';
import { escapeHtml, htmlDocument, pagePolicy } from '../pages/html.ts';
import type { Env } from '../socket-faults.ts';
import type { Account, Call } from './account.ts';
import { PaypalError } from './errors.ts';
import type { Funding, Order } from './objects.ts';
import { approveOrder } from './orders.ts';
import type { WebhookSender } from './webhooks.ts';

export type CheckoutDeps = { account: Account; sender: WebhookSender; origin: () => string };

const scripts = {
  sdk: new URL('./browser/sdk.ts', import.meta.url),
  buttons: new URL('./browser/buttons-frame.ts', import.meta.url),
  checkout: new URL('./browser/checkout-frame.ts', import.meta.url),
};
const sheets = [
  // The bank's challenge and this page are the same kind of page: one question over somebody else's.
  readFileSync(new URL('../stripe/browser/challenge.css', import.meta.url), 'utf8'),
  readFileSync(new URL('./browser/checkout.css', import.meta.url), 'utf8'),
].join('\n');

const fundings: readonly { value: Funding; label: string }[] = [
  { value: 'balance', label: 'PayPal balance' },
  { value: 'declined_card', label: 'Card ending 0002 (will be declined)' },
  { value: 'under_review', label: 'Bank account (held for review)' },
];

/** Builds the browser's scripts before somebody waits for them. */
export async function warmUpPaypal(): Promise<void> {
  for (const entry of Object.values(scripts)) await browserBundle(entry);
}

/** The vendor's browser side: its script, the frame of its button and the page on which a payer agrees. */
export function checkoutPages({ account, sender, origin }: CheckoutDeps): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/sdk/js', (c) =>
    c.req.query('client-id')
      ? script(c, scripts.sdk)
      : c.text('throw new Error("SDK Validation error: \'client-id\' is missing");', 400),
  );
  app.get('/checkout/buttons.js', (c) => script(c, scripts.buttons));
  app.get('/checkout/checkout.js', (c) => script(c, scripts.checkout));
  app.get('/checkout/checkout.css', (c) =>
    c.body(sheets, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }),
  );
  app.get('/buttons', (c) => c.body(buttonsPage(), 200, pagePolicy({ framed: true })));
  app.get('/checkoutnow', (c) => {
    const order = account.store.get('order', c.req.query('token') ?? '');
    const isFramed = c.req.query('host') !== undefined;
    const headers = pagePolicy({ framed: true });
    return order && isOpen(order)
      ? c.body(checkoutPage(order, isFramed), 200, headers)
      : c.body(missingPage(isFramed), 404, headers);
  });
  app.post('/checkoutnow', async (c) => {
    if (c.req.header('origin') !== origin()) return c.json({ error: 'Not from this origin.' }, 403);
    const form = new URLSearchParams(await c.req.text());
    const funding = fundings.find(({ value }) => value === form.get('funding'))?.value ?? 'balance';
    const call: Call = { account, events: [] };
    try {
      approveOrder(call, form.get('token') ?? '', funding);
    } catch (error) {
      if (error instanceof PaypalError) return c.json(error.body, 422);
      throw error;
    }
    await sender.dispatch(call.events);
    return c.json({ status: 'APPROVED' });
  });
  return app;
}

const isOpen = ({ status }: Order): boolean => status !== 'COMPLETED' && status !== 'VOIDED';

async function script(c: Context<Env>, entry: URL): Promise<Response> {
  return c.body(await browserBundle(entry), 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'cache-control': 'no-cache',
  });
}

const page = (title: string, body: string, bodyClass: string, name?: string): string =>
  htmlDocument({
    title,
    head: `<link rel="stylesheet" href="/paypal/checkout/checkout.css">${
      name ? `\n<script type="module" src="/paypal/checkout/${name}.js"></script>` : ''
    }`,
    body,
    bodyClass,
  });

const buttonsPage = (): string =>
  page(
    'PayPal',
    '<button class="paypal" type="button">Pay with <b>PayPal</b></button>',
    'is-button',
    'buttons',
  );

function checkoutPage(order: Order, isFramed: boolean): string {
  const choices = fundings.map(
    ({ value, label }) => `<option value="${value}">${escapeHtml(label)}</option>`,
  );
  const amount = new Intl.NumberFormat('en-AU', { style: 'currency', currency: 'AUD' }).format(
    Number(order.amount.value),
  );
  const body = `<main>
<h1>Pay with PayPal</h1>
<p>Test page of the sandbox: no money moves.</p>
<dl><dt>Pay to</dt><dd>${escapeHtml(order.payee)}</dd><dt>Amount</dt><dd>${amount} AUD</dd>${
    order.description === null ? '' : `<dt>For</dt><dd>${escapeHtml(order.description)}</dd>`
  }</dl>
<form data-token="${escapeHtml(order.id)}">
<label for="funding">Pay from</label>
<select id="funding" name="funding">${choices.join('')}</select>
<div class="actions"><button class="main" type="submit">Agree and pay</button><button type="button" data-cancel>Cancel and return</button></div>
</form>
<p id="status" role="status"></p>
</main>`;
  return page('PayPal checkout', body, isFramed ? '' : 'is-page', 'checkout');
}

const missingPage = (isFramed: boolean): string =>
  page(
    'Nothing to pay',
    '<main><h1>Nothing to pay here</h1><p>The payment was made already, or its time is over.</p><div class="actions"><button type="button" data-cancel>Return</button></div></main>',
    isFramed ? '' : 'is-page',
    'checkout',
  );
