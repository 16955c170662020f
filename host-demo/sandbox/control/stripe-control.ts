import { Hono } from 'hono';
import type { Env } from '../socket-faults.ts';
import type { Call } from '../stripe/account.ts';
import { find } from '../stripe/account.ts';
import { confirmIntent, finishAuthentication } from '../stripe/confirm-payment-intent.ts';
import { closeDispute, openDispute } from '../stripe/disputes.ts';
import { StripeError } from '../stripe/errors.ts';
import { newId } from '../stripe/ids.ts';
import { existingPaymentMethod } from '../stripe/payment-methods.ts';
import { failPayout, payOut, payOutAll } from '../stripe/payouts.ts';
import type { StripeVendor } from '../stripe/vendor.ts';
import { saveEndpoint } from '../stripe/webhook-endpoints.ts';
import { FaultError } from './faults.ts';
import { jsonBody, optionalText, text } from './json-body.ts';
import { stripeDebitsControl } from './stripe-debits-control.ts';

/** Shortcuts that do at Stripe's end what a person or a bank would do. */
export function stripeControl(stripe: StripeVendor): Hono<Env> {
  const app = new Hono<Env>();
  const { account, sender } = stripe;
  const call = (): Call => ({
    requestId: newId('req', 14),
    idempotencyKey: null,
    apiVersion: '2026-10-28.endive',
    publishable: false,
    origin: '',
    events: [],
  });
  app.onError((error, c) => {
    if (error instanceof StripeError) return c.json(error.body, 400);
    throw error;
  });

  app.get('/events', (c) => c.json({ items: account.store.all('event') }));
  app.get('/deliveries', (c) => c.json({ items: sender.log, pending: sender.pending }));

  app.post('/endpoints', async (c) => {
    const body = await jsonBody(c);
    const url = text(body, 'url');
    if (!URL.canParse(url)) throw new FaultError('url is an absolute address.');
    const enabledEvents = Array.isArray(body.enabledEvents) ? body.enabledEvents.map(String) : [];
    return c.json(
      saveEndpoint(account.store, account.now(), { url, secret: text(body, 'secret'), enabledEvents }),
      201,
    );
  });

  app.post('/succeed', async (c) => {
    const body = await jsonBody(c);
    const made = call();
    const intent = find(account, 'payment_intent', text(body, 'paymentIntent'));
    const method = existingPaymentMethod(account, optionalText(body, 'paymentMethod') ?? 'pm_card_visa');
    const options = { offSession: false, errorOnRequiresAction: false, returnUrl: null, usesSdk: true };
    const confirmed =
      intent.status === 'succeeded'
        ? intent
        : confirmIntent(account, made, { ...intent, payment_method: method.id }, options);
    const done = finishAuthentication(account, made, confirmed, 'complete');
    await sender.dispatch(made.events);
    return c.json(done);
  });

  app.post('/authenticate', async (c) => {
    const body = await jsonBody(c);
    const made = call();
    const intent = find(account, 'payment_intent', text(body, 'paymentIntent'));
    const outcome = body.outcome === 'fail' ? 'fail' : 'complete';
    const done = finishAuthentication(account, made, intent, outcome);
    await sender.dispatch(made.events);
    return c.json(done);
  });

  app.post('/payouts', async (c) => {
    const { amountCents } = await jsonBody(c);
    if (amountCents === undefined) {
      const payout = payOutAll(account);
      if (!payout) throw new FaultError('The account holds nothing that could be paid out.');
      return c.json(payout, 201);
    }
    if (typeof amountCents !== 'number' || !Number.isSafeInteger(amountCents) || amountCents <= 0)
      throw new FaultError('amountCents is a whole number above 0.');
    return c.json(payOut(account, amountCents), 201);
  });
  app.post('/payouts/:id/fail', (c) => c.json(failPayout(account, c.req.param('id'))));
  app.post('/disputes', async (c) => {
    const body = await jsonBody(c);
    const made = call();
    const charge = find(account, 'charge', text(body, 'charge'));
    const dispute = openDispute(account, made, charge, optionalText(body, 'reason') ?? 'fraudulent');
    await sender.dispatch(made.events);
    return c.json(dispute, 201);
  });

  app.post('/disputes/:id/close', async (c) => {
    const body = await jsonBody(c);
    const made = call();
    const dispute = find(account, 'dispute', c.req.param('id'));
    const closed = closeDispute(account, made, dispute, body.status === 'won' ? 'won' : 'lost');
    await sender.dispatch(made.events);
    return c.json(closed);
  });
  app.route('/', stripeDebitsControl(stripe));
  return app;
}
