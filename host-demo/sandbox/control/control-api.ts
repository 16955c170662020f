import { Hono } from 'hono';
import type { Bank } from '../bank/bank.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { PaypalVendor } from '../paypal/vendor.ts';
import { captureAlone, disputeView, orderView, refundView } from '../paypal/views.ts';
import type { Env } from '../socket-faults.ts';
import type { StripeVendor } from '../stripe/vendor.ts';
import type { Faults } from './faults.ts';
import { jsonBody } from './json-body.ts';
import { paypalControl } from './paypal-control.ts';
import { replayOrder } from './replay-order.ts';
import { stripeControl } from './stripe-control.ts';

export type ControlDeps = {
  faults: Faults;
  stripe: StripeVendor;
  paypal: PaypalVendor;
  bank: Bank;
  mailbox: Mailbox;
};

/** The hand that switches the vendors. */
export function controlApi(deps: ControlDeps): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/faults', (c) => c.json(deps.faults.state));
  app.put('/faults', async (c) => c.json(deps.faults.change(await jsonBody(c))));
  app.post('/reset', (c) => {
    deps.faults.reset();
    deps.stripe.reset();
    deps.paypal.reset();
    deps.bank.reset();
    deps.mailbox.clear();
    return c.json({ reset: true });
  });
  app.get('/state', (c) => c.json(stateOf(deps)));
  app.post('/webhooks/replay', async (c) => {
    const { isWanted, options } = replayOrder(await jsonBody(c));
    const { account, sender } = deps.stripe;
    const events = account.store.all('event').filter(({ id, type }) => isWanted(id, type));
    return c.json(await sender.replay(events, options));
  });
  app.route('/stripe', stripeControl(deps.stripe));
  app.route('/paypal', paypalControl(deps.paypal));
  return app;
}

function stateOf({ stripe, paypal, faults, mailbox }: ControlDeps) {
  const { store } = stripe.account;
  const charges = store.all('charge');
  const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  return {
    faults: faults.state,
    stripe: {
      payments: store.all('payment_intent'),
      captures: charges.filter((charge) => charge.captured),
      refunds: store.all('refund'),
      disputes: store.all('dispute'),
      totals: {
        capturedCents: sum(
          charges.filter((charge) => charge.captured).map((charge) => charge.amount_captured),
        ),
        refundedCents: sum(store.all('refund').map((refund) => refund.amount)),
      },
      endpoints: store.all('webhook_endpoint').map(({ url, enabled_events }) => ({ url, enabled_events })),
      deliveries: stripe.sender.log,
      pendingDeliveries: stripe.sender.pending,
    },
    paypal: paypalState(paypal),
    mail: { messages: mailbox.list().length },
  };
}

function paypalState({ account, sender }: PaypalVendor) {
  const { store } = account;
  const sum = (items: readonly { amountCents: number }[]): number =>
    items.reduce((total, { amountCents }) => total + amountCents, 0);
  const taken = store.all('capture').filter(({ status }) => status !== 'PENDING' && status !== 'DECLINED');
  return {
    orders: store.all('order').map((order) => orderView(account, order)),
    captures: store.all('capture').map((capture) => captureAlone(account, capture)),
    refunds: store.all('refund').map((refund) => refundView(account, refund)),
    disputes: store.all('dispute').map((dispute) => disputeView(account, dispute)),
    totals: { capturedCents: sum(taken), refundedCents: sum(store.all('refund')) },
    webhooks: store.all('webhook'),
    deliveries: sender.log,
    pendingDeliveries: sender.pending,
  };
}
