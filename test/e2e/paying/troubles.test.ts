import type { BrowserContext, Page, Request } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import {
  cardFrame,
  challenge,
  enterCard,
  newContext,
  openInvoices,
  paid,
  payInPart,
  pickTwo,
  signIn,
} from './payer.ts';
import { captures, type Owed, owed, payableIntents, paymentsOf, receiptsFor } from './sources.ts';

const good = '4242424242424242';
const withChallenge = '4000002760003184';
const declined = '4000000000000002';
/** The one call that makes a payment; jobs of earlier ones may be calling meanwhile. */
const creation = 'POST /v1/payment_intents';
const finance = 'finance@harbourview.example';

const world = openWorld();
/** Signed in once: sign-ins of one account are few per minute. */
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
let context: BrowserContext;
let page: Page;
let before: Owed;
let capturedBefore: string[];

beforeAll(async () => {
  const first = await newContext(world.browser);
  await signIn(await first.newPage(), world.demo.portal, finance);
  signedIn = await first.storageState();
  await first.close();
});
afterEach(async () => {
  await world.demo.faults({ stripe: { webhook: { deliver: 'normal' }, api: [] } });
  await context?.close();
});

/** A tab of its own at the invoices, and what is owed and was captured until now. */
async function begin(): Promise<void> {
  context = await world.browser.newContext({
    viewport: { width: 1440, height: 1000 },
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
    storageState: signedIn,
  });
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  await page.goto(world.demo.portal);
  await openInvoices(page);
  before = await owed(page);
  capturedBefore = (await captures(world.demo)).map((capture) => capture.id);
}

/** From the list to the payment: two invoices in part, so that no test uses one up and comes to those above a card's limit. */
async function payPartOfTwo(part: string): Promise<void> {
  await pickTwo(page);
  await payInPart(page, part, '40.00');
}

/** The same, to the card form. */
async function toCardForm(part: string): Promise<void> {
  await payPartOfTwo(part);
  await cardFrame(page);
}

const newCaptures = async () =>
  (await captures(world.demo)).filter((capture) => !capturedBefore.includes(capture.id));

/** Exactly this was taken: one charge at the vendor, one payment with us, one receipt by mail, the balance to the cent. */
async function expectPaidOnce(receipt: string): Promise<void> {
  await expect
    .poll(async () => (await receiptsFor(world.demo, finance, receipt)).length, { timeout: 20_000 })
    .toBe(1);
  const taken = await newCaptures();
  expect(taken).toHaveLength(1);
  const [amount = 0] = taken.map((capture) => capture.amount_captured);
  const payments = (await paymentsOf(page)).filter((payment) => payment.receipt?.number === receipt);
  expect(payments).toEqual([
    expect.objectContaining({ status: 'succeeded', amountCents: amount, unallocatedCents: 0 }),
  ]);
  const credited = payments.flatMap(({ credits }) => credits).reduce((sum, one) => sum + one.amountCents, 0);
  expect(before.totalCents - (await owed(page)).totalCents).toBe(amount + credited);
}

async function expectNothingTaken(): Promise<void> {
  expect(await newCaptures()).toEqual([]);
  expect(await owed(page)).toEqual(before);
}

const payButton = () => page.getByRole('button', { name: /^Pay \$/ });
const unfinished = () => page.getByText('This payment is not finished');

describe('troubles while paying', () => {
  it('F6 E31 a failed challenge is said in words, nothing is charged, and the same form pays at the next try', async () => {
    await begin();
    await toCardForm('21.00');
    await enterCard(page, withChallenge);
    await challenge(page, 'Fail');
    await page.getByText(/could not confirm that it was you/).waitFor({ timeout: 15_000 });
    await expectNothingTaken();
    await enterCard(page, good);
    await expectPaidOnce((await paid(page)).receipt);
  });

  it("F6 E31 a blocked script of Stripe's is said with its remedy, and another try finds it", async () => {
    await begin();
    const script = /\/stripe\/v3\//;
    await page.route(script, (route) => route.abort());
    await payPartOfTwo('22.00');
    await page.getByText(/The payment form is blocked on this page/).waitFor({ timeout: 15_000 });
    expect(await payButton().count()).toBe(0);
    await expectNothingTaken();
    await page.unroute(script);
    await page.getByRole('button', { name: 'Try again' }).click();
    await enterCard(page, good);
    await expectPaidOnce((await paid(page)).receipt);
  });

  it('F6 E31 an outage of the vendor is said to be unknown, then to have failed, and another try pays', async () => {
    await begin();
    await world.demo.faults({ stripe: { api: { outage: '500', times: 1, match: creation } } });
    await payPartOfTwo('23.00');
    await page.getByRole('heading', { name: /do not know yet/ }).waitFor();
    // Nobody clicks: the job asks again, hears the answer that the vendor keeps, and finds that nothing was made.
    await page.getByRole('heading', { name: 'The payment did not go through' }).waitFor({ timeout: 30_000 });
    await page.getByText(/Nothing was charged\. Your selection is still here/).waitFor();
    await expectNothingTaken();
    await page.getByRole('button', { name: 'Try again' }).click();
    await payButton().click();
    await enterCard(page, good);
    await expectPaidOnce((await paid(page)).receipt);
  });

  it('F6 E31 a vendor down for good leaves an unknown outcome that is looked up until it is known', async () => {
    await begin();
    await world.demo.faults({ stripe: { api: { outage: '500_after_effect', times: null } } });
    await payPartOfTwo('24.00');
    await page.getByRole('heading', { name: /do not know yet/ }).waitFor({ timeout: 60_000 });
    await expectNothingTaken();
    await world.demo.faults({ stripe: { api: [] } });
    // By itself, or because the payer asks: whichever is first.
    const again = page.getByRole('button', { name: 'Check again' });
    await expect
      .poll(
        async () => {
          if (await payButton().isVisible()) return true;
          await again.click({ timeout: 1_000 }).catch(() => {});
          return false;
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(true);
    await enterCard(page, good);
    await expectPaidOnce((await paid(page)).receipt);
  });

  it('F6 E31 an answer of the vendor that is lost after its effect makes one payment', async () => {
    await begin();
    const intents = (await payableIntents(world.demo)).length;
    await world.demo.faults({
      stripe: { api: { outage: 'timeout_after_effect', times: 1, match: creation } },
    });
    await payPartOfTwo('25.00');
    await page.getByText('Still working on it').waitFor({ timeout: 20_000 });
    await enterCard(page, good);
    await expectPaidOnce((await paid(page)).receipt);
    expect((await payableIntents(world.demo)).length).toBe(intents);
  });

  it('F6 a double click on Pay, on both screens that have one, pays once', async () => {
    await begin();
    await pickTwo(page);
    await page
      .getByRole('textbox', { name: /amount/i })
      .first()
      .fill('26.00');
    await page.getByRole('button', { name: 'Continue' }).click();
    const opened: string[] = [];
    const note = (request: Request) => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/payments')) opened.push(request.url());
    };
    page.on('request', note);
    await payButton().dblclick();
    const frame = await cardFrame(page);
    expect(opened).toHaveLength(1);
    await frame.getByLabel('Card number').fill(good);
    await frame.getByLabel(/expir/i).fill('1230');
    await frame.getByLabel(/code|cvc/i).fill('123');
    await payButton().dblclick();
    await expectPaidOnce((await paid(page)).receipt);
  });

  it('F6 the same basket in two tabs: the later one takes over, the earlier one hears of it, one is charged', async () => {
    await begin();
    await toCardForm('27.00');
    const early = page;
    const late = await context.newPage();
    await late.goto(world.demo.portal);
    await openInvoices(late);
    page = late;
    await toCardForm('27.00');
    await early
      .getByText(/Another payment for the same invoices took its place/)
      .waitFor({ timeout: 15_000 });
    await enterCard(late, good);
    const { receipt } = await paid(late);
    await expectPaidOnce(receipt);
    await early.bringToFront();
    await early.getByRole('button', { name: 'Back to invoices' }).click();
    expect(await early.getByText(/^INV-\d+/).count()).toBeGreaterThan(0);
  });

  it('F6 a reload before the card is entered resumes the payment in plain sight, and it can be cancelled', async () => {
    await begin();
    await toCardForm('28.00');
    expect(await unfinished().count()).toBe(0);
    await page.reload();
    await unfinished().waitFor();
    await cardFrame(page);
    await page.getByRole('button', { name: 'Cancel this payment' }).click();
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await page.reload();
    await page
      .getByText(/^INV-\d+/)
      .first()
      .waitFor();
    expect(await unfinished().count()).toBe(0);
    await expectNothingTaken();
    await expect.poll(async () => (await paymentsOf(page))[0]?.status).toBe('cancelled');
  });

  it('F6 a reload after a declined card resumes the same payment, and another card pays it', async () => {
    await begin();
    await toCardForm('29.00');
    await enterCard(page, declined);
    await page
      .getByText(/declined/i)
      .first()
      .waitFor({ timeout: 15_000 });
    const [open] = await paymentsOf(page);
    await page.reload();
    await unfinished().waitFor();
    await expectNothingTaken();
    await enterCard(page, good);
    const { receipt } = await paid(page);
    await expectPaidOnce(receipt);
    expect((await paymentsOf(page))[0]).toMatchObject({ id: open?.id, receipt: { number: receipt } });
  });

  it('F6 a reload right after the card was sent shows the outcome and no second form', async () => {
    await begin();
    await toCardForm('30.00');
    // The vendor takes the money, and its answer never reaches the page.
    await context.route(/\/payment_intents\/[^/]+\/confirm/, async (route) => {
      await route.fetch();
      await route.abort();
    });
    const sent = page.waitForEvent('requestfailed', (request) => request.url().includes('/confirm'));
    await enterCard(page, good);
    await sent;
    await page.reload();
    await expectPaidOnce((await paid(page)).receipt);
  });

  it("F6 the vendor's redirect ends at the outcome, with its parameters gone and the page's own kept", async () => {
    await begin();
    await toCardForm('31.00');
    // Its answer too: until then there is nothing that the bank could ask about.
    const answered = page.waitForResponse(/\/payment_intents\/[^/]+\/confirm/);
    await enterCard(page, withChallenge);
    const form = new URLSearchParams((await answered).request().postData() ?? '');
    const back = new URL(form.get('return_url') ?? '');
    expect(back.origin).toBe(world.demo.portal);
    back.searchParams.set('tab', 'mine');
    back.hash = 'part';
    const secret = form.get('client_secret') ?? '';
    const bank = new URL(`/stripe/challenge/${secret.split('_secret_')[0]}`, world.demo.sandbox);
    bank.search = String(new URLSearchParams({ client_secret: secret, return_url: back.href }));
    await page.goto(bank.href);
    await page.getByRole('button', { name: 'Complete' }).click();
    const { receipt } = await paid(page);
    const here = new URL(page.url());
    expect(here.search).toBe('?tab=mine');
    expect(here.hash).toBe('#part');
    await expectPaidOnce(receipt);
    // The portal's own router goes on from there.
    await page.getByRole('button', { name: 'Back to invoices' }).click();
    await page
      .getByText(/^INV-\d+/)
      .first()
      .waitFor();
    expect(page.url()).not.toMatch(/payment_intent|redirect_status|foyer_payment/);
  });

  it('F6 E31 a webhook that never comes changes nothing for the payer', async () => {
    await begin();
    await world.demo.faults({ stripe: { webhook: { deliver: 'never' } } });
    await toCardForm('32.00');
    await enterCard(page, good);
    await expectPaidOnce((await paid(page)).receipt);
  });

  it('F6 E31 a webhook that is there before the answer in the browser is counted once', async () => {
    await begin();
    await world.demo.faults({ stripe: { webhook: { deliver: 'before_response' } } });
    const failures: string[] = [];
    await page.exposeFunction('noteFailure', (code: string) => failures.push(code));
    await page.evaluate(() =>
      document.addEventListener('foyer-payment-failed', (event) =>
        Reflect.get(window, 'noteFailure')((event as CustomEvent<{ code: string }>).detail.code),
      ),
    );
    await toCardForm('33.00');
    await enterCard(page, withChallenge);
    await challenge(page, 'Complete');
    await expectPaidOnce((await paid(page)).receipt);
    expect(failures).toEqual([]);
    expect(page.frames().some((frame) => frame.url().includes('/challenge/'))).toBe(false);
  });
});
