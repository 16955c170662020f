import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { browserBundle } from '../pages/browser-bundle.ts';
import { htmlDocument, pagePolicy } from '../pages/html.ts';
import { pageShell } from '../pages/shell.ts';
import type { Env } from '../socket-faults.ts';

const styles = readFileSync(new URL('../pages/sandbox.css', import.meta.url), 'utf8');

const OUTAGES: [string, string][] = [
  ['none', 'Works'],
  ['500', 'Answers 500, nothing done'],
  ['500_after_effect', 'Answers 500 after doing it'],
  ['timeout_before_effect', 'Never answers, nothing done'],
  ['timeout_after_effect', 'Never answers after doing it'],
  ['connection_reset', 'Resets the connection, nothing done'],
  ['connection_reset_after_effect', 'Resets the connection after doing it'],
  ['rate_limit', 'Answers 429'],
  ['slow:3000', 'Answers after 3 seconds'],
];
const DELIVERIES: [string, string][] = [
  ['normal', 'Once, soon after'],
  ['never', 'Never'],
  ['duplicate:10', 'Ten times each'],
  ['shuffle', 'Out of order'],
  ['delay:5000', 'Five seconds late'],
  ['before_response', 'Before the API answers'],
  ['after_response', 'After the API answers'],
];
const MAIL: [string, string][] = [
  ['none', 'Works'],
  ['451', 'Refuses for now (451)'],
  ['421', 'Closes the channel (421)'],
  ['550', 'Refuses for good (550)'],
  ['slow:3000', 'Accepts after 3 seconds'],
  ['accept_then_drop', 'Accepts, then drops the connection'],
];

/** The sandbox's front door: each vendor, and the switches that break it. */
export function faultsPage(): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/pages/sandbox.css', (c) => c.body(styles, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/pages/faults.js', async (c) => {
    const code = await browserBundle(new URL('./browser/faults.ts', import.meta.url));
    return c.body(code, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });
  app.get('/', (c) => {
    const shell = pageShell('faults', 'Vendors', content());
    const head = `${shell.head}\n<script type="module" src="/pages/faults.js"></script>`;
    return c.body(
      htmlDocument({ title: 'Sandbox', head, body: shell.body }),
      200,
      pagePolicy({ framed: false }),
    );
  });
  return app;
}

const content =
  (): string => `<p class="lead">Stand-ins that speak the vendors’ own protocols. Break one and watch what the product does.</p>
<div class="cards">
${card('stripe.api', 'Stripe, API', '/control/state', 'Payments, refunds and deliveries as JSON', 'outage', OUTAGES, 'POST /v1/refunds')}
${card('stripe.webhook', 'Stripe, webhooks', '/control/stripe/deliveries', 'Deliveries as JSON', 'deliver', DELIVERIES, 'charge.*')}
${card('paypal.api', 'PayPal, API', '/control/state', 'Orders, captures and refunds as JSON', 'outage', OUTAGES, 'POST /v2/checkout/orders')}
${card('paypal.webhook', 'PayPal, webhooks', '/control/paypal/deliveries', 'Deliveries as JSON', 'deliver', DELIVERIES, 'PAYMENT.CAPTURE.*')}
${card('mail.smtp', 'Mail server', '/mail', 'Open the mailbox', 'outage', MAIL, null)}
</div>
<p>Debits that are under way and PayTo agreements: <a href="/stripe/bank-app">the payer’s bank</a>.</p>
<button type="button" id="reset">Switch everything back on</button>
<p id="said" role="status"></p>`;

function card(
  part: string,
  name: string,
  link: string,
  linkText: string,
  field: string,
  choices: [string, string][],
  example: string | null,
): string {
  const options = choices.map(([value, label]) => `<option value="${value}">${label}</option>`);
  return `<form class="card" data-part="${part}" data-field="${field}">
<h2>${name}</h2>
<p><span class="state" data-state>Works</span> · <a href="${link}">${linkText}</a></p>
<label>Behaviour<select name="${field}">${options.join('')}</select></label>
<label>How many times (empty: until switched back)<input name="times" inputmode="numeric" pattern="[0-9]*" autocomplete="off"></label>
${example ? `<label>Only for (such as ${example}; empty: all)<input name="match" autocomplete="off"></label>` : ''}
<button class="main" type="submit">Switch</button>
</form>`;
}
