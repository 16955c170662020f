import { Hono } from 'hono';
import type { Call } from '../paypal/account.ts';
import { closeDispute, openDispute } from '../paypal/disputes.ts';
import { PaypalError } from '../paypal/errors.ts';
import { newId } from '../paypal/ids.ts';
import { moneyOf } from '../paypal/money.ts';
import type { Funding } from '../paypal/objects.ts';
import { approveOrder, expireOrder, reviewCapture } from '../paypal/orders.ts';
import { payOut, returnPayout } from '../paypal/payouts.ts';
import { refundCapture } from '../paypal/refunds.ts';
import type { PaypalVendor } from '../paypal/vendor.ts';
import { captureAlone, disputeView, orderView, refundView } from '../paypal/views.ts';
import type { Env } from '../socket-faults.ts';
import { FaultError } from './faults.ts';
import { jsonBody, optionalText, text } from './json-body.ts';
import { replayOrder } from './replay-order.ts';

const fundings: readonly Funding[] = ['balance', 'declined_card', 'under_review'];

/** Shortcuts that do at PayPal's end what a payer, a shop's clerk or PayPal's own staff would do. */
export function paypalControl({ account, sender, tokens }: PaypalVendor): Hono<Env> {
  const app = new Hono<Env>();
  const act = async <T>(work: (call: Call) => T): Promise<T> => {
    const call: Call = { account, events: [] };
    const result = work(call);
    await sender.dispatch(call.events);
    return result;
  };
  app.onError((error, c) => {
    if (error instanceof PaypalError) return c.json(error.body, 400);
    throw error;
  });
  app.get('/events', (c) => c.json({ items: account.store.all('event') }));
  app.get('/deliveries', (c) => c.json({ items: sender.log, pending: sender.pending }));
  app.post('/webhooks', async (c) => {
    const body = await jsonBody(c);
    const url = text(body, 'url');
    if (!URL.canParse(url)) throw new FaultError('url is an absolute address.');
    return c.json(account.store.put('webhook', { id: optionalText(body, 'id') ?? newId(), url }), 201);
  });
  app.post('/webhooks/replay', async (c) => {
    const { isWanted, options } = replayOrder(await jsonBody(c));
    const events = account.store.all('event').filter(({ id, event_type }) => isWanted(id, event_type));
    return c.json(await sender.replay(events, options));
  });
  app.post('/tokens/revoke', (c) => {
    tokens.revokeAll();
    return c.json({ revoked: true });
  });
  app.post('/orders/:id/approve', async (c) => {
    const wanted = (await jsonBody(c)).funding ?? 'balance';
    const funding = fundings.find((one) => one === wanted);
    if (!funding) throw new FaultError(`funding is one of ${fundings.join(', ')}.`);
    const order = await act((call) => approveOrder(call, c.req.param('id'), funding));
    return c.json(orderView(account, order));
  });
  app.post('/orders/:id/expire', async (c) => {
    await act((call) => expireOrder(call, c.req.param('id')));
    return c.json({ expired: true });
  });
  app.post('/captures/:id/review', async (c) => {
    const status = (await jsonBody(c)).outcome === 'declined' ? 'DECLINED' : 'COMPLETED';
    const capture = await act((call) => reviewCapture(call, c.req.param('id'), status));
    return c.json(captureAlone(account, capture));
  });
  app.post('/captures/:id/refund', async (c) => {
    const cents = optionalCents(await jsonBody(c));
    const refund = await act((call) =>
      refundCapture(call, c.req.param('id'), cents === undefined ? {} : { amount: moneyOf(cents) }),
    );
    return c.json(refundView(account, refund), 201);
  });
  app.post('/captures/:id/dispute', async (c) => {
    const body = await jsonBody(c);
    const reason = optionalText(body, 'reason') ?? 'UNAUTHORISED';
    const dispute = await act((call) => openDispute(call, c.req.param('id'), reason, optionalCents(body)));
    return c.json(disputeView(account, dispute), 201);
  });
  app.post('/disputes/:id/close', async (c) => {
    const outcome = (await jsonBody(c)).outcome === 'won' ? 'won' : 'lost';
    return c.json(disputeView(account, await act((call) => closeDispute(call, c.req.param('id'), outcome))));
  });
  app.post('/payouts', async (c) => {
    const cents = optionalCents(await jsonBody(c));
    if (cents === undefined) throw new FaultError('amountCents is missing.');
    return c.json(await act((call) => payOut(call, cents)), 201);
  });
  app.post('/payouts/:id/return', async (c) =>
    c.json(await act((call) => returnPayout(call, c.req.param('id')))),
  );
  return app;
}

function optionalCents(body: Record<string, unknown>): number | undefined {
  const { amountCents } = body;
  if (amountCents === undefined) return undefined;
  if (typeof amountCents === 'number' && Number.isSafeInteger(amountCents) && amountCents > 0)
    return amountCents;
  throw new FaultError('amountCents is a whole number above 0.');
}
