import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Demonstration } from '../demonstration.ts';

/** Tells the banks of the sandbox what to do: how fast they clear, and what comes of a debit. */
export async function tellBanks(
  demo: Demonstration,
  method: 'PUT' | 'POST',
  path: string,
  body: unknown = {},
): Promise<void> {
  const response = await fetch(`${demo.sandbox}/control/stripe${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
}

type Debit = { id: string; state: 'pending' | 'cleared' | 'failed' };

/** Every debit that the banks were asked for, newest last. */
export async function debits(demo: Demonstration): Promise<Debit[]> {
  const answer = await fetch(`${demo.sandbox}/control/stripe/debits`);
  return ((await answer.json()) as { items: Debit[] }).items;
}

/** The debit that the banks hold, newest last. */
export const debitUnderWay = async (demo: Demonstration): Promise<string> =>
  (await debits(demo)).filter(({ state }) => state === 'pending').at(-1)?.id ?? '';

/** The payer's banking app, in a tab of its own, once the newest agreement can be answered like this. */
export async function bankApp(
  { sandbox }: Demonstration,
  context: BrowserContext,
  answer: 'Authorise' | 'Decline' | 'Cancel',
): Promise<Page> {
  const app = await context.newPage();
  const agreement = app.getByRole('heading', { name: /^Agreement/ });
  const newest = app.locator('section').filter({ has: agreement }).first();
  const look = async () => {
    await app.goto(`${sandbox}/stripe/bank-app`);
    return newest.getByRole('button', { name: answer }).count();
  };
  await expect.poll(look, { timeout: 20_000, interval: 500 }).toBe(1);
  return app;
}

/** The answer of the payer's thumb to the newest agreement. */
export async function answerInApp(
  demo: Demonstration,
  context: BrowserContext,
  answer: 'Authorise' | 'Decline' | 'Cancel',
): Promise<void> {
  const app = await bankApp(demo, context, answer);
  // The app shows the agreement anew once the bank has taken the answer; a page that closes while it does may hang.
  await Promise.all([app.waitForEvent('load'), app.getByRole('button', { name: answer }).first().click()]);
  await app.close();
}
