import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { browserBundle } from '../pages/browser-bundle.ts';
import { escapeHtml, htmlDocument, pagePolicy } from '../pages/html.ts';
import type { Env } from '../socket-faults.ts';
import { type Account, type Call, find } from './account.ts';
import { cardPage } from './card-page.ts';
import { finishAuthentication } from './confirm-payment-intent.ts';
import { StripeError } from './errors.ts';
import { parseForm } from './form.ts';
import { newId } from './ids.ts';
import type { PaymentIntent } from './objects.ts';
import { optionalText } from './params.ts';
import type { WebhookSender } from './webhooks.ts';

export type ElementsDeps = { account: Account; sender: WebhookSender; origin: () => string };

const SCRIPT_PATHS = ['/v3', '/v3/', '/stripe/v3', '/stripe/v3/', '/endive/stripe.js'];
const scripts = {
  stripe: new URL('./browser/stripe.ts', import.meta.url),
  card: new URL('./browser/card-frame.ts', import.meta.url),
  challenge: new URL('./browser/challenge-frame.ts', import.meta.url),
};
const styles = {
  card: readFileSync(new URL('./browser/card.css', import.meta.url), 'utf8'),
  challenge: readFileSync(new URL('./browser/challenge.css', import.meta.url), 'utf8'),
};

/** Builds the browser's scripts before somebody waits for them. */
export async function warmUp(): Promise<void> {
  for (const entry of Object.values(scripts)) await browserBundle(entry);
}

/** The vendor's browser side: its script, the frame for the card and the bank's challenge. */
export function elementsPages(deps: ElementsDeps): Hono<Env> {
  const app = new Hono<Env>();
  for (const path of SCRIPT_PATHS) {
    app.get(path, (c) => script(c, scripts.stripe));
  }
  app.get('/stripe/elements/card.js', (c) => script(c, scripts.card));
  app.get('/stripe/elements/challenge.js', (c) => script(c, scripts.challenge));
  app.get('/stripe/elements/card.css', (c) => sheet(c, styles.card));
  app.get('/stripe/elements/challenge.css', (c) => sheet(c, styles.challenge));
  app.get('/stripe/elements/card', (c) => c.body(cardPage(), 200, pagePolicy({ framed: true })));
  app.get('/stripe/challenge/:id', (c) => {
    const intent = lockedIntent(deps.account, c.req.param('id'), c.req.query('client_secret'));
    const headers = pagePolicy({ framed: true });
    if (!intent) return c.body(missingPage(), 404, headers);
    return c.body(challengePage(deps.account, intent), 200, headers);
  });
  app.post('/stripe/challenge/:id', async (c) => {
    const form = parseForm(await c.req.text());
    const intent = lockedIntent(deps.account, c.req.param('id'), optionalText(form, 'client_secret'));
    if (!intent) return c.json({ error: 'No such payment.' }, 404);
    const outcome = optionalText(form, 'outcome') === 'complete' ? 'complete' : 'fail';
    const call = browserCall(deps.origin());
    const done = finishAuthentication(deps.account, call, intent, outcome);
    await deps.sender.dispatch(call.events);
    return c.json({ status: done.status });
  });
  app.get('/stripe/receipts/:id', (c) => {
    try {
      const charge = find(deps.account, 'charge', c.req.param('id'));
      const body = `<main><h1>Receipt</h1><dl><dt>Amount</dt><dd>${money(charge.amount)}</dd><dt>Charge</dt><dd>${escapeHtml(charge.id)}</dd></dl></main>`;
      return c.body(challengeDocument('Receipt', body, 'is-page'), 200, pagePolicy({ framed: false }));
    } catch (error) {
      if (error instanceof StripeError) return c.body(missingPage(), 404, pagePolicy({ framed: false }));
      throw error;
    }
  });
  return app;
}

async function script(c: Context<Env>, entry: URL): Promise<Response> {
  return c.body(await browserBundle(entry), 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'cache-control': 'no-cache',
  });
}

const sheet = (c: Context<Env>, text: string): Response =>
  c.body(text, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' });

function lockedIntent(account: Account, id: string, secret: string | undefined): PaymentIntent | null {
  const intent = account.store.get('payment_intent', id);
  return intent && intent.client_secret === secret ? intent : null;
}

const browserCall = (origin: string): Call => ({
  requestId: newId('req', 14),
  idempotencyKey: null,
  apiVersion: '2026-10-28.endive',
  publishable: true,
  origin,
  events: [],
});

function challengePage(account: Account, intent: PaymentIntent): string {
  const card = intent.payment_method && account.store.get('payment_method', intent.payment_method)?.card;
  const last4 = typeof card === 'object' && card !== null && 'last4' in card ? String(card.last4) : '····';
  const body = `<main>
<h1>Confirm this payment</h1>
<p>Your bank asks whether it is you who pays. This is a test page of the sandbox.</p>
<dl><dt>Amount</dt><dd>${money(intent.amount)} ${escapeHtml(intent.currency.toUpperCase())}</dd><dt>Card</dt><dd>ending in ${escapeHtml(last4)}</dd></dl>
<div class="actions"><button class="main" type="button" data-outcome="complete" disabled>Complete</button><button type="button" data-outcome="fail" disabled>Fail</button></div>
<p id="status" role="status"></p>
</main>
<script type="module" src="/stripe/elements/challenge.js"></script>`;
  return challengeDocument('3-D Secure challenge', body);
}

const missingPage = (): string =>
  challengeDocument(
    'Not found',
    '<main><h1>Nothing here</h1><p>The payment or its link is not known.</p></main>',
    'is-page',
  );

const challengeDocument = (title: string, body: string, bodyClass = ''): string =>
  htmlDocument({
    title,
    head: '<link rel="stylesheet" href="/stripe/elements/challenge.css">',
    body,
    bodyClass,
  });

const money = (cents: number): string =>
  new Intl.NumberFormat('en-AU', { style: 'currency', currency: 'AUD' }).format(cents / 100);
