import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../test/support/browser.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.faults.reset());

const put = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${sandbox.origin}/control/faults`, {
    method: 'PUT',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the switches', () => {
  it('changes what is named, leaves the rest, and resets', async () => {
    await put({ stripe: { api: { outage: 'rate_limit', times: 2, match: '/v1/refunds' } } });
    const state = await put({ mail: { smtp: { outage: '451' } } }).then((answer) => answer.json());
    expect(state).toMatchObject({
      stripe: {
        api: [{ outage: 'rate_limit', times: 2, match: '/v1/refunds' }],
        webhook: { deliver: 'normal' },
      },
      mail: { smtp: { outage: '451', times: null } },
    });
    await fetch(`${sandbox.origin}/control/reset`, { method: 'POST' });
    expect(sandbox.faults.state.mail.smtp.outage).toBe('none');
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'no object'],
    [{ stripe: { webhook: { deliver: 'sometimes' } } }, 'an unknown delivery'],
    [{ stripe: { api: { outage: 'slow' } } }, 'slow without a number'],
    [{ stripe: { api: { outage: 'none', times: -1 } } }, 'a negative count'],
    [{ square: { api: { outage: 'none' } } }, 'an unknown vendor'],
    [{ stripe: null }, 'nothing for a vendor'],
  ])('refuses %j: %s', async (body, _why) => {
    const before = sandbox.faults.state;
    expect((await put(body)).status).toBe(400);
    expect(sandbox.faults.state).toEqual(before);
  });

  it('refuses orders that another site’s page sends', async () => {
    expect((await put({}, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await put({}, { origin: sandbox.origin })).status).toBe(200);
  });

  it('tells what the vendors saw', async () => {
    const stripe = new Stripe('sk_test_x', { host: 'localhost', port: sandbox.port, protocol: 'http' });
    const intent = await stripe.paymentIntents.create({
      amount: 2_500,
      currency: 'aud',
      confirm: true,
      payment_method: 'pm_card_visa',
    });
    await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
    const state = await fetch(`${sandbox.origin}/control/state`).then((answer) => answer.json());
    expect(state.stripe.totals).toEqual({ capturedCents: 2_500, refundedCents: 500 });
    expect(state.stripe.payments).toMatchObject([{ id: intent.id }]);
  });
});

describe('memory', () => {
  it('survives a new process with its keys, and a torn last line', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const client = (port: number) => new Stripe('sk_test_x', { host: 'localhost', port, protocol: 'http' });
    const create = (port: number) =>
      client(port).paymentIntents.create({ amount: 900, currency: 'aud' }, { idempotencyKey: 'kept' });
    const first = await createSandbox({ port: 0, dataDir });
    const made = await create(first.port);
    await first.close();
    const { appendFileSync } = await import('node:fs');
    appendFileSync(join(dataDir, 'stripe.jsonl'), '["payment_intent",{"id":"pi_to');
    const second = await createSandbox({ port: 0, dataDir });
    expect((await create(second.port)).id).toBe(made.id);
    expect(second.stripe.account.store.all('payment_intent')).toHaveLength(1);
    await second.close();
    rmSync(dataDir, { recursive: true });
  });
});

describe('the front page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it.each([
    ['light', 360],
    ['dark', 360],
    ['light', 1440],
    ['dark', 1440],
  ] as const)(
    'switches a fault in %s at %i pixels without breaking its policy',
    async (colorScheme, width) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      await page.goto(sandbox.origin);
      const card = page.locator('form', { hasText: 'Stripe, API' });
      await card.getByLabel('Behaviour').selectOption({ label: 'Answers 429' });
      await card.getByLabel('How many times').fill('3');
      await card.getByRole('button', { name: 'Switch' }).click();
      await card.getByText('Answers 429, 3 more').waitFor();
      expect(sandbox.faults.state.stripe.api).toEqual([{ outage: 'rate_limit', times: 3, match: null }]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const shots = process.env.SANDBOX_SCREENSHOTS;
      if (shots) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: `${shots}/front-${colorScheme}-${width}.png`, fullPage: true });
      }
      await page.getByRole('button', { name: 'Switch everything back on' }).click();
      await card.locator('[data-state]', { hasText: 'Works' }).waitFor();
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});
