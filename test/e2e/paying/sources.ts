import type { Page } from 'playwright-core';
import type { Demonstration, Mail } from '../demonstration.ts';

/** What the API says, asked with the page's own session. */
const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (address) => (await fetch(address)).json(), path) as Promise<T>;

export type Owed = { totalCents: number };

export async function owed(page: Page): Promise<Owed> {
  const { totalCents } = await ask<Owed>(page, '/v1/receivables/aging');
  return { totalCents };
}

export type PaymentFacts = {
  id: string;
  status: string;
  amountCents: number;
  unallocatedCents: number;
  credits: { amountCents: number }[];
  receipt: { number: string } | null;
};

/** Newest first. */
export const paymentsOf = async (page: Page): Promise<PaymentFacts[]> =>
  (await ask<{ items: PaymentFacts[] }>(page, '/v1/payments?limit=25')).items;

type Capture = { id: string; amount_captured: number };
type VendorState = { stripe: { captures: Capture[]; payments: { id: string; status: string }[] } };

/** What the sandbox of the vendor knows: the only witness of what was really charged. */
async function vendorState(demo: Demonstration): Promise<VendorState['stripe']> {
  return ((await (await fetch(`${demo.sandbox}/control/state`)).json()) as VendorState).stripe;
}

export const captures = async (demo: Demonstration): Promise<Capture[]> => (await vendorState(demo)).captures;

/** Intents that somebody could still pay. */
export const payableIntents = async (demo: Demonstration) =>
  (await vendorState(demo)).payments.filter(({ status }) => /^requires_/.test(status));

export const receiptsFor = async (demo: Demonstration, to: string, number: string): Promise<Mail[]> =>
  (await demo.mails(to)).filter((mail) => mail.subject.includes(number));
