import { isJsonObject, type JsonObject } from '../json.ts';
import { type Call, find } from './account.ts';
import { captureOrder, createOrder } from './orders.ts';
import { refundCapture } from './refunds.ts';
import { listTransactions } from './transactions.ts';
import { captureAlone, disputeView, orderView, refundView } from './views.ts';

export type Operation = (
  call: Call,
  input: { id: string; query: URLSearchParams; body: JsonObject },
) => { status: number; body: JsonObject };

export type Route = {
  method: 'GET' | 'POST';
  /** `:id` stands for an id. */
  path: string;
  operation: Operation;
};

const ok = (body: JsonObject, status = 200) => ({ status, body });

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/checkout/orders',
    operation: (call, { body }) => ok(orderView(call.account, createOrder(call, body)), 201),
  },
  {
    method: 'GET',
    path: '/v2/checkout/orders/:id',
    operation: ({ account }, { id }) => ok(orderView(account, find(account, 'order', id))),
  },
  {
    method: 'POST',
    path: '/v2/checkout/orders/:id/capture',
    operation: (call, { id }) => ok(orderView(call.account, captureOrder(call, id)), 201),
  },
  {
    method: 'GET',
    path: '/v2/payments/captures/:id',
    operation: ({ account }, { id }) => ok(captureAlone(account, find(account, 'capture', id))),
  },
  {
    method: 'POST',
    path: '/v2/payments/captures/:id/refund',
    operation: (call, { id, body }) => ok(refundView(call.account, refundCapture(call, id, body)), 201),
  },
  {
    method: 'GET',
    path: '/v2/payments/refunds/:id',
    operation: ({ account }, { id }) => ok(refundView(account, find(account, 'refund', id))),
  },
  {
    method: 'GET',
    path: '/v1/customer/disputes',
    operation: ({ account }, { query }) => {
      const of = query.get('disputed_transaction_id');
      const items = account.store
        .all('dispute')
        .filter(({ capture }) => of === null || capture === of)
        .map((dispute) => disputeView(account, dispute));
      return ok({ items, links: [] });
    },
  },
  {
    method: 'GET',
    path: '/v1/customer/disputes/:id',
    operation: ({ account }, { id }) => ok(disputeView(account, find(account, 'dispute', id))),
  },
  {
    method: 'GET',
    path: '/v1/reporting/transactions',
    operation: ({ account }, { query }) => ok(listTransactions(account, query)),
  },
];

/** A body as an object; an empty one, or one that is no object, as `{}`: the operations say what is missing. */
export function bodyOf(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
