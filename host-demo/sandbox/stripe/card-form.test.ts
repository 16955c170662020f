import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../test/support/browser.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
let host: Server;
let hostOrigin: string;
let browser: Browser;
let stripe: Stripe;

/** A page as strict as a host can be: nothing inline, trusted types, no cookies of others. */
const HOST_SCRIPT = `
const query = new URLSearchParams(location.search);
const stripe = Stripe('pk_test_host');
const elements = stripe.elements({
  clientSecret: query.get('secret'),
  appearance: JSON.parse(query.get('appearance') ?? '{}'),
});
const element = elements.create('payment');
window.events = [];
for (const name of ['ready', 'change', 'loaderror']) {
  element.on(name, (event) => window.events.push({ name, ...event }));
}
const target = query.get('shadow')
  ? document.getElementById('mount').attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
  : document.getElementById('mount');
try {
  element.mount(target);
} catch (error) {
  document.getElementById('result').textContent = error.name + ': ' + error.message;
}
document.getElementById('pay').addEventListener('click', async () => {
  const redirect = query.get('redirect') ?? 'if_required';
  const answer = await stripe.confirmPayment({ elements, confirmParams: { return_url: location.origin + '/back' }, redirect });
  document.getElementById('result').textContent = answer.error ? answer.error.code : answer.paymentIntent.status;
});
window.elements = elements;
`;

const hostPage = () => `<!doctype html><html lang="en-AU"><meta name="viewport" content="width=device-width">
<title>Host</title><link rel="stylesheet" href="/host.css"><h1>Pay</h1><div id="mount"></div>
<button id="pay">Pay $123.45</button><p id="result" role="status"></p>
<script src="${sandbox.origin}/v3/"></script><script src="/host.js"></script></html>`;

function policy(frames: string): string {
  const at = sandbox.origin;
  return [
    "default-src 'none'",
    `script-src 'self' ${at}`,
    `frame-src ${frames}`,
    `connect-src ${at}`,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  stripe = new Stripe('sk_test_x', { host: 'localhost', port: sandbox.port, protocol: 'http' });
  host = createServer((request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (path === '/host.js') response.setHeader('content-type', 'text/javascript').end(HOST_SCRIPT);
    else if (path === '/host.css') {
      response
        .setHeader('content-type', 'text/css')
        .end(
          'body { font-family: sans-serif; padding: 16px; max-width: 520px } @media (prefers-color-scheme: dark) { body { background: #171923; color: #fff } }',
        );
    } else {
      response.setHeader(
        'content-security-policy',
        policy(searchParams.has('frames') ? "'none'" : sandbox.origin),
      );
      response.setHeader('content-type', 'text/html').end(hostPage());
    }
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const address = host.address();
  // Another site than the sandbox's, not only another port: cookies would be a third party's.
  hostOrigin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  host?.close();
  await sandbox?.close();
});

const newIntent = () => stripe.paymentIntents.create({ amount: 12_345, currency: 'aud' });

/** Before the form says that it is ready, or that it will not be, what is typed and pressed can be lost. */
const isSettled = (): boolean => {
  const events: { name: string }[] = Reflect.get(window, 'events') ?? [];
  return (
    events.some(({ name }) => name !== 'change') || document.getElementById('result')?.textContent !== ''
  );
};

async function openHost(query: Record<string, string>, options: { width?: number; dark?: boolean } = {}) {
  const { width = 800, dark = false } = options;
  const context = await browser.newContext({
    viewport: { width, height: 700 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${hostOrigin}/?${new URLSearchParams(query)}`);
  await expect.poll(() => page.evaluate(isSettled)).toBe(true);
  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  return { page, card, problems, context };
}

async function fill(card: FrameLocator, number: string): Promise<void> {
  await card.getByLabel('Card number').pressSequentially(number);
  await card.getByLabel('Expiry date').pressSequentially('1230');
  await card.getByLabel('Security code').pressSequentially('123');
}

/** For looking: `SANDBOX_SCREENSHOTS=<folder>` keeps a picture of each state. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SANDBOX_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe inside the frame whose address begins so; the fragments it minds. */
async function violations(page: Page, path: string): Promise<string[]> {
  const frame = page.frames().find((candidate) => new URL(candidate.url()).pathname.startsWith(path));
  if (!frame) throw new Error(`There is no frame ${path}.`);
  await frame.evaluate(AXE);
  // A frame that shows part of a page owes no headings or landmarks of its own.
  const found: { id: string; nodes: { html: string }[] }[] = await frame.evaluate(
    `axe.run({ rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false }, 'landmark-one-main': { enabled: false } } }).then(({ violations }) => violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const result = (page: Page) => page.locator('#result');

describe('the card form on a host’s page (E11, E14)', () => {
  it('pays under a strict policy with trusted types and without cookies', async () => {
    const intent = await newIntent();
    const { page, card, problems, context } = await openHost({ secret: intent.client_secret ?? '' });
    await fill(card, '4242424242424242');
    expect(await card.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
    expect(await card.getByLabel('Expiry date').inputValue()).toBe('12 / 30');
    await page.getByRole('button', { name: 'Pay' }).click();
    await result(page).getByText('succeeded').waitFor();
    expect(await context.cookies()).toEqual([]);
    expect(problems).toEqual([]);
    const globals = await page.evaluate(() => Object.keys(window).filter((name) => /stripe/i.test(name)));
    expect(globals).toEqual(['Stripe']);
    const events = await page.evaluate(() => Reflect.get(window, 'events'));
    expect(events.at(-1)).toMatchObject({ name: 'change', complete: true, value: { type: 'card' } });
    await context.close();
  });

  it('shows a decline and takes another card', async () => {
    const intent = await newIntent();
    const { page, card, context } = await openHost({ secret: intent.client_secret ?? '' });
    await fill(card, '4000000000000002');
    await page.getByRole('button', { name: 'Pay' }).click();
    await result(page).getByText('card_declined').waitFor();
    await card.getByLabel('Card number').fill('');
    await card.getByLabel('Card number').pressSequentially('4242424242424242');
    await page.getByRole('button', { name: 'Pay' }).click();
    await result(page).getByText('succeeded').waitFor();
    await context.close();
  });

  it('says what is wrong beside the field and puts the cursor there', async () => {
    const intent = await newIntent();
    const { page, card, context } = await openHost({ secret: intent.client_secret ?? '' });
    await card.getByLabel('Card number').pressSequentially('4242424242424241');
    // Leaving the field says what is wrong with it, which moves the button: not under the pressing hand.
    await card.getByLabel('Card number').press('Tab');
    await card.getByRole('alert').getByText('Your card number is invalid.').waitFor();
    const frame = page.locator('iframe');
    const gap = async () =>
      (await frame.evaluate((element) => element.getBoundingClientRect().height)) -
      (await card.locator('body').evaluate((body) => body.getBoundingClientRect().height));
    const fits = async () => Math.abs(await gap()) <= 1;
    await expect.poll(fits).toBe(true);
    await page.getByRole('button', { name: 'Pay' }).click();
    await result(page).getByText('invalid_number').waitFor();
    expect(await card.getByRole('alert').allTextContents()).toEqual([
      'Your card number is invalid.',
      "Your card's expiry date is incomplete.",
      "Your card's security code is incomplete.",
    ]);
    expect(await card.getByLabel('Card number').getAttribute('aria-invalid')).toBe('true');
    await expect.poll(fits).toBe(true);
    await context.close();
  });

  it('takes a 3-D Secure challenge by keyboard alone', async () => {
    const intent = await newIntent();
    const { page, card, problems, context } = await openHost({ secret: intent.client_secret ?? '' });
    await card.getByLabel('Card number').focus();
    await page.keyboard.type('4000002500003155');
    await page.keyboard.type('1230');
    await page.keyboard.type('123');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const challenge = page.frameLocator('iframe[title="3-D Secure challenge"]');
    const complete = challenge.getByRole('button', { name: 'Complete' });
    await complete.waitFor();
    await expect.poll(() => complete.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await page.getByRole('dialog', { name: 'Confirm this payment with your bank' }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await result(page).getByText('succeeded').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each([
    ['4000002760003184', 'Fail', 'payment_intent_authentication_failure'],
    ['4000008400001629', 'Complete', 'card_declined'],
  ])('tells the outcome of the challenge for %s answered with %s', async (number, answer, outcome) => {
    const intent = await newIntent();
    const { page, card, context } = await openHost({ secret: intent.client_secret ?? '' });
    await fill(card, number);
    await page.getByRole('button', { name: 'Pay' }).click();
    await page
      .frameLocator('iframe[title="3-D Secure challenge"]')
      .getByRole('button', { name: answer })
      .click();
    await result(page).getByText(outcome).waitFor();
    await context.close();
  });

  it('goes to the return address when the page wants it', async () => {
    const intent = await newIntent();
    const { page, card, context } = await openHost({
      secret: intent.client_secret ?? '',
      redirect: 'always',
    });
    await fill(card, '4242424242424242');
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL(/\/back\?/);
    expect(new URL(page.url()).searchParams.get('payment_intent')).toBe(intent.id);
    expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('succeeded');
    await context.close();
  });

  it('E14 refuses to mount inside a shadow root', async () => {
    const intent = await newIntent();
    const { page, context } = await openHost({ secret: intent.client_secret ?? '', shadow: '1' });
    expect(await result(page).textContent()).toContain('Element must be in the light DOM');
    await context.close();
  });

  it('says loaderror when the page’s policy blocks its frame', async () => {
    const intent = await newIntent();
    const { page, context } = await openHost({ secret: intent.client_secret ?? '', frames: 'none' });
    await page.waitForFunction(() => Reflect.get(window, 'events').length > 0);
    const events = await page.evaluate(() => Reflect.get(window, 'events'));
    expect(events).toMatchObject([{ name: 'loaderror', error: { type: 'api_connection_error' } }]);
    expect(events[0].error.message).toContain(`frame-src ${sandbox.origin}`);
    await context.close();
  });

  it('gives its port to its own frame alone', async () => {
    const intent = await newIntent();
    const { page, card, context } = await openHost({ secret: intent.client_secret ?? '' });
    await fill(card, '4242424242424242');
    const stolen = await page.evaluate(async () => {
      const source = document.querySelector('iframe')?.src ?? '';
      const frame = new URLSearchParams(new URL(source).hash.slice(1)).get('frame');
      const got: unknown[] = [];
      window.addEventListener('message', (event) => got.push(...event.ports));
      window.postMessage({ kind: 'stripe-frame-hello', frame }, window.location.origin);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return got.length;
    });
    expect(stolen).toBe(0);
    await page.getByRole('button', { name: 'Pay' }).click();
    await result(page).getByText('succeeded').waitFor();
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe minds, in the form and in the challenge, in %s',
    async (theme) => {
      const intent = await newIntent();
      const appearance = JSON.stringify({ theme: theme === 'dark' ? 'night' : 'stripe' });
      const { page, card, context } = await openHost(
        { secret: intent.client_secret ?? '', appearance },
        { dark: theme === 'dark' },
      );
      await page.getByRole('button', { name: 'Pay' }).click();
      await card.getByRole('alert').first().waitFor();
      // Inside the frame axe cannot see the host's ground that shows through it.
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await card.locator('html').evaluate((root, colour) => {
        root.style.background = colour;
      }, ground);
      expect(await violations(page, '/stripe/elements/card')).toEqual([]);
      await fill(card, '4000002760003184');
      await page.getByRole('button', { name: 'Pay' }).click();
      const challenge = page.frameLocator('iframe[title="3-D Secure challenge"]');
      await challenge.getByRole('button', { name: 'Complete' }).waitFor();
      expect(await violations(page, '/stripe/challenge/')).toEqual([]);
      await shot(page, `challenge-${theme}`);
      await context.close();
    },
  );

  it.each([
    ['light', 360],
    ['light', 1440],
    ['dark', 360],
    ['dark', 1440],
  ])('fits its column in %s at %i pixels', async (theme, width) => {
    const intent = await newIntent();
    const appearance = JSON.stringify({ theme: theme === 'dark' ? 'night' : 'stripe' });
    const { page, card, context } = await openHost(
      { secret: intent.client_secret ?? '', appearance },
      { width, dark: theme === 'dark' },
    );
    await fill(card, '4000000000009995');
    const wide = await card.locator('html').evaluate((root) => root.scrollWidth > root.clientWidth);
    expect(wide).toBe(false);
    await shot(page, `card-${theme}-${width}`);
    await context.close();
  });
});
