import { Hono } from 'hono';
import type { Env } from '../socket-faults.ts';
import { type BankPace, find } from '../stripe/account.ts';
import { answerRequest, settleDebit } from '../stripe/bank-debits.ts';
import { openDispute } from '../stripe/disputes.ts';
import { setMandate } from '../stripe/mandates.ts';
import { failureNamed } from '../stripe/test-accounts.ts';
import type { StripeVendor } from '../stripe/vendor.ts';
import { vendorCall } from '../stripe/vendor-call.ts';
import { FaultError } from './faults.ts';
import { jsonBody } from './json-body.ts';

/** What the payer's bank and the payer's thumb on its app do with debits and agreements. */
export function stripeDebitsControl({ account, sender }: StripeVendor): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/banks', (c) => c.json(account.banks));
  app.put('/banks', async (c) => c.json(Object.assign(account.banks, paceOf(await jsonBody(c)))));

  app.get('/debits', (c) => c.json({ items: account.store.all('debit') }));
  app.post('/debits/:id', async (c) => {
    const body = await jsonBody(c);
    const call = vendorCall();
    const failure = body.outcome === 'fail' ? failureOf(body.reason) : null;
    const settled = settleDebit(account, call, c.req.param('id'), { failure });
    await sender.dispatch(call.events);
    return c.json(settled);
  });
  app.post('/debits/:id/dishonour', async (c) => {
    const call = vendorCall();
    const intent = find(account, 'payment_intent', c.req.param('id'));
    const charge = find(account, 'charge', intent.latest_charge ?? '', 'latest_charge');
    const dispute = openDispute(account, call, charge, 'debit_not_authorized');
    await sender.dispatch(call.events);
    return c.json(dispute, 201);
  });

  app.post('/mandates/:id', async (c) => {
    const { answer } = await jsonBody(c);
    const call = vendorCall();
    const mandate = find(account, 'mandate', c.req.param('id'));
    if (answer === 'authorise' || answer === 'decline') answerRequest(account, call, mandate, answer);
    // Stripe carries no paused agreements: a payer who pauses one in the bank's app has ended it.
    else if (answer === 'pause' || answer === 'cancel') setMandate(account, call, mandate, 'inactive');
    else throw new FaultError('answer is authorise, decline, pause or cancel.');
    await sender.dispatch(call.events);
    return c.json(find(account, 'mandate', mandate.id));
  });
  return app;
}

function failureOf(reason: unknown) {
  const failure = failureNamed(typeof reason === 'string' ? reason : undefined);
  if (!failure) throw new FaultError(`A debit does not fail with ${String(reason)}.`);
  return failure;
}

function paceOf(body: Record<string, unknown>): Partial<BankPace> {
  const pace: Partial<BankPace> = {};
  for (const name of ['becsClearsMs', 'payToClearsMs'] as const) {
    const value = body[name];
    if (value === undefined) continue;
    if (value !== null && !(typeof value === 'number' && value >= 0))
      throw new FaultError(`${name} is a number of milliseconds, or null to wait for a word.`);
    pace[name] = value;
  }
  const answer = body.payToAnswer;
  if (answer === undefined) return pace;
  if (answer !== 'by_hand' && answer !== 'authorise' && answer !== 'decline')
    throw new FaultError('payToAnswer is by_hand, authorise or decline.');
  return { ...pace, payToAnswer: answer };
}
