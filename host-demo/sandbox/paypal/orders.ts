import type { JsonObject } from '../json.ts';
import { type Account, type Call, emit, find, stamp } from './account.ts';
import { invalidRequest, unprocessable } from './errors.ts';
import { newId } from './ids.ts';
import { centsOf, feeOf, readMoney } from './money.ts';
import type { Capture, Funding, Order } from './objects.ts';
import { captureAlone, orderView } from './views.ts';

/** `POST /v2/checkout/orders`: one purchase unit, intent CAPTURE, in Australian dollars. */
export function createOrder({ account }: Call, body: JsonObject): Order {
  if (body.intent !== 'CAPTURE')
    throw invalidRequest('INVALID_PARAMETER_VALUE', '/intent', 'The value of a field is invalid.');
  const units = Array.isArray(body.purchase_units) ? body.purchase_units : [];
  const unit = fieldsOf(units[0]);
  if (units.length !== 1)
    throw invalidRequest('INVALID_ARRAY_MIN_ITEMS', '/purchase_units', 'One purchase unit is needed.');
  const source = fieldsOf(body.payment_source);
  const context = fieldsOf(fieldsOf(source.paypal).experience_context);
  const at = stamp(account);
  return account.store.put('order', {
    id: newId(),
    status: source.paypal === undefined ? 'CREATED' : 'PAYER_ACTION_REQUIRED',
    amount: readMoney(unit.amount, '/purchase_units/@reference_id==default/amount'),
    referenceId: text(unit, 'reference_id', 256) ?? 'default',
    description: text(unit, 'description', 127),
    customId: text(unit, 'custom_id', 127),
    invoiceId: text(unit, 'invoice_id', 127),
    payee: text(context, 'brand_name', 127) ?? 'Test shop',
    hasSource: source.paypal !== undefined,
    funding: null,
    created: at,
    updated: at,
  });
}

/** The payer agreed on PayPal's page. */
export function approveOrder(call: Call, id: string, funding: Funding): Order {
  const { account } = call;
  const order = find(account, 'order', id);
  if (order.status !== 'CREATED' && order.status !== 'PAYER_ACTION_REQUIRED' && order.status !== 'APPROVED')
    throw unprocessable('ORDER_ALREADY_COMPLETED', 'The order cannot be approved any more.');
  const approved = account.store.put('order', {
    ...order,
    status: 'APPROVED',
    funding,
    updated: stamp(account),
  });
  emit(call, 'CHECKOUT.ORDER.APPROVED', {
    type: 'checkout-order',
    resource: orderView(account, approved),
    summary: 'An order has been approved by buyer',
  });
  return approved;
}

/** `POST /v2/checkout/orders/{id}/capture` */
export function captureOrder(call: Call, id: string): Order {
  const { account } = call;
  const order = find(account, 'order', id);
  if (order.status === 'COMPLETED') throw unprocessable('ORDER_ALREADY_CAPTURED', 'Order already captured.');
  if (order.status !== 'APPROVED')
    throw unprocessable('ORDER_NOT_APPROVED', 'Payer has not yet approved the Order for payment.');
  if (order.funding === 'declined_card')
    throw unprocessable(
      'INSTRUMENT_DECLINED',
      'The instrument presented was either declined by the processor or bank, or it can’t be used for this payment.',
      true,
    );
  if (isInvoiceTaken(account, order))
    throw unprocessable('DUPLICATE_INVOICE_ID', 'Duplicate Invoice ID detected.');
  const at = stamp(account);
  const amountCents = centsOf(order.amount);
  const capture = account.store.put('capture', {
    id: newId(),
    order: order.id,
    status: order.funding === 'under_review' ? 'PENDING' : 'COMPLETED',
    amountCents,
    feeCents: feeOf(amountCents),
    created: at,
    updated: at,
  });
  const completed = account.store.put('order', { ...order, status: 'COMPLETED', updated: at });
  tellOfCapture(call, capture);
  return completed;
}

/** PayPal has looked at a payment that it held for review. */
export function reviewCapture(call: Call, id: string, status: 'COMPLETED' | 'DECLINED'): Capture {
  const { account } = call;
  const capture = find(account, 'capture', id);
  if (capture.status !== 'PENDING') throw unprocessable('CAPTURE_NOT_PENDING', 'Nothing is under review.');
  const reviewed = account.store.put('capture', { ...capture, status, updated: stamp(account) });
  tellOfCapture(call, reviewed);
  return reviewed;
}

/** Nobody approved it in time: PayPal does not know it any more. */
export function expireOrder({ account }: Call, id: string): void {
  const order = find(account, 'order', id);
  if (order.status === 'COMPLETED') throw unprocessable('ORDER_ALREADY_CAPTURED', 'Order already captured.');
  account.store.forget('order', id);
}

function tellOfCapture(call: Call, capture: Capture): void {
  const types = { COMPLETED: 'COMPLETED', PENDING: 'PENDING', DECLINED: 'DECLINED' } as const;
  const type = types[capture.status as keyof typeof types];
  emit(call, `PAYMENT.CAPTURE.${type}`, {
    type: 'capture',
    resource: captureAlone(call.account, capture),
    summary: `Payment ${type.toLowerCase()} for AUD ${(capture.amountCents / 100).toFixed(2)}`,
  });
}

/** An account set to refuse a second payment of one invoice number, as PayPal's are unless changed. */
const isInvoiceTaken = ({ store }: Account, order: Order): boolean =>
  order.invoiceId !== null &&
  store.all('capture').some((capture) => store.get('order', capture.order)?.invoiceId === order.invoiceId);

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};

function text(fields: Record<string, unknown>, name: string, longest: number): string | null {
  const value = fields[name] ?? null;
  if (value === null) return null;
  if (typeof value !== 'string' || value.length > longest)
    throw invalidRequest(
      'INVALID_STRING_LENGTH',
      `/purchase_units/${name}`,
      'The value of a field is too long.',
    );
  return value;
}
