import type { JsonObject } from '../json.ts';
import { type Account, find } from './account.ts';
import { moneyOf } from './money.ts';
import type { Capture, Dispute, Order, Refund } from './objects.ts';

/** Objects as the API shows them. */
const link = (href: string, rel: string, method: string): JsonObject => ({ href, rel, method });

const payer: JsonObject = {
  name: { given_name: 'Asha', surname: 'Rao' },
  email_address: 'asha.rao@payer.example',
  payer_id: 'QYR5Z8XDVJNXQ',
  address: { country_code: 'AU' },
};

export function orderView(account: Account, order: Order): JsonObject {
  const { store } = account;
  const captures = store.all('capture').filter((capture) => capture.order === order.id);
  const ids = new Set(captures.map(({ id }) => id));
  const refunds = store.all('refund').filter((refund) => ids.has(refund.capture));
  const isApproved = order.status === 'APPROVED' || order.status === 'COMPLETED';
  const source = { email_address: payer.email_address ?? null, account_id: payer.payer_id ?? null };
  const self = `${account.base()}/v2/checkout/orders/${order.id}`;
  return {
    id: order.id,
    intent: 'CAPTURE',
    status: order.status,
    ...(order.hasSource || isApproved
      ? { payment_source: { paypal: isApproved ? { ...source, account_status: 'VERIFIED' } : {} } }
      : {}),
    purchase_units: [
      {
        reference_id: order.referenceId,
        amount: order.amount,
        payee: { email_address: 'accounts@foyer.example', merchant_id: 'FYERMERCHANT2' },
        ...(order.description === null ? {} : { description: order.description }),
        ...(order.customId === null ? {} : { custom_id: order.customId }),
        ...(order.invoiceId === null ? {} : { invoice_id: order.invoiceId }),
        ...(captures.length === 0
          ? {}
          : {
              payments: {
                captures: captures.map((capture) => captureView(account, capture)),
                ...(refunds.length === 0
                  ? {}
                  : { refunds: refunds.map((refund) => refundView(account, refund)) }),
              },
            }),
      },
    ],
    ...(isApproved ? { payer } : {}),
    create_time: order.created,
    update_time: order.updated,
    links: [
      link(self, 'self', 'GET'),
      ...(isApproved
        ? []
        : [
            link(
              `${account.base()}/checkoutnow?token=${order.id}`,
              order.hasSource ? 'payer-action' : 'approve',
              'GET',
            ),
          ]),
      ...(order.status === 'APPROVED' ? [link(`${self}/capture`, 'capture', 'POST')] : []),
    ],
  };
}

export function captureView(account: Account, capture: Capture): JsonObject {
  const order = find(account, 'order', capture.order);
  const self = `${account.base()}/v2/payments/captures/${capture.id}`;
  const isPending = capture.status === 'PENDING';
  return {
    id: capture.id,
    status: capture.status,
    ...(isPending ? { status_details: { reason: 'PENDING_REVIEW' } } : {}),
    amount: moneyOf(capture.amountCents),
    final_capture: true,
    seller_protection: {
      status: 'ELIGIBLE',
      dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'],
    },
    ...(isPending || capture.status === 'DECLINED'
      ? {}
      : {
          seller_receivable_breakdown: {
            gross_amount: moneyOf(capture.amountCents),
            paypal_fee: moneyOf(capture.feeCents),
            net_amount: moneyOf(capture.amountCents - capture.feeCents),
          },
        }),
    ...(order.invoiceId === null ? {} : { invoice_id: order.invoiceId }),
    ...(order.customId === null ? {} : { custom_id: order.customId }),
    create_time: capture.created,
    update_time: capture.updated,
    links: [
      link(self, 'self', 'GET'),
      link(`${self}/refund`, 'refund', 'POST'),
      link(`${account.base()}/v2/checkout/orders/${order.id}`, 'up', 'GET'),
    ],
  };
}

/** A capture on its own says which order it belongs to. */
export const captureAlone = (account: Account, capture: Capture): JsonObject => ({
  ...captureView(account, capture),
  supplementary_data: { related_ids: { order_id: capture.order } },
});

export function refundView(account: Account, refund: Refund): JsonObject {
  const capture = find(account, 'capture', refund.capture);
  const order = find(account, 'order', capture.order);
  const total = account.store
    .all('refund')
    .filter((one) => one.capture === refund.capture)
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  return {
    id: refund.id,
    status: 'COMPLETED',
    amount: moneyOf(refund.amountCents),
    ...(order.invoiceId === null ? {} : { invoice_id: order.invoiceId }),
    ...(order.customId === null ? {} : { custom_id: order.customId }),
    ...(refund.note === null ? {} : { note_to_payer: refund.note }),
    seller_payable_breakdown: {
      gross_amount: moneyOf(refund.amountCents),
      paypal_fee: moneyOf(0),
      net_amount: moneyOf(refund.amountCents),
      total_refunded_amount: moneyOf(total),
    },
    create_time: refund.created,
    update_time: refund.created,
    links: [
      link(`${account.base()}/v2/payments/refunds/${refund.id}`, 'self', 'GET'),
      link(`${account.base()}/v2/payments/captures/${refund.capture}`, 'up', 'GET'),
    ],
  };
}

export function disputeView(account: Account, dispute: Dispute): JsonObject {
  const capture = find(account, 'capture', dispute.capture);
  const order = find(account, 'order', capture.order);
  return {
    dispute_id: dispute.id,
    create_time: dispute.created,
    update_time: dispute.updated,
    disputed_transactions: [
      {
        seller_transaction_id: capture.id,
        gross_amount: moneyOf(capture.amountCents),
        ...(order.customId === null ? {} : { custom: order.customId }),
        ...(order.invoiceId === null ? {} : { invoice_number: order.invoiceId }),
      },
    ],
    reason: dispute.reason,
    status: dispute.status,
    dispute_state: dispute.status === 'RESOLVED' ? 'RESOLVED' : 'REQUIRED_ACTION',
    dispute_life_cycle_stage: 'CHARGEBACK',
    dispute_amount: moneyOf(dispute.amountCents),
    ...(dispute.outcome === null
      ? {}
      : {
          dispute_outcome: {
            outcome_code: dispute.outcome,
            ...(dispute.outcome === 'RESOLVED_BUYER_FAVOUR'
              ? { amount_refunded: moneyOf(dispute.amountCents) }
              : {}),
          },
        }),
    links: [link(`${account.base()}/v1/customer/disputes/${dispute.id}`, 'self', 'GET')],
  };
}
