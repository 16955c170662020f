import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type GatewayEvent, GatewayRefused, SignatureInvalid } from '../../ports/payment-gateway.ts';
import type { Certificates } from './certificates.ts';
import { paymentOfCapture, paymentOfOrder } from './payment-of-order.ts';
import { type CaptureWire, captureWire, disputeWire, eventWire, orderWire, refundWire } from './wire.ts';

type Delivery = { rawBody: Uint8Array; headers: Headers; now: Date };

type Work = {
  webhookId: string;
  certificates: Certificates;
  /** The capture with this id: only it names the order, which a refund or a complaint does not. */
  orderOf: (captureId: string) => Promise<CaptureWire>;
  delivery: Delivery;
};

/** PayPal tries for three days to deliver an event; a repeat does nothing, since its id is known. */
const oldestMs = 3 * 24 * 60 * 60_000 + 5 * 60_000;
const newestMs = 5 * 60_000;

/**
 * Verifies that PayPal signed these very bytes for our webhook, then says which payment the event speaks of: an order or a
 * capture shows it, everything else has it read anew.
 */
export async function readPaypalEvent({
  webhookId,
  certificates,
  orderOf,
  delivery,
}: Work): Promise<GatewayEvent> {
  await checkSignature(webhookId, certificates, delivery);
  const event = eventWire.safeParse(parse(delivery.rawBody));
  const occurredAt = new Date(event.success ? event.data.create_time : Number.NaN);
  if (!event.success || Number.isNaN(occurredAt.getTime()))
    throw new SignatureInvalid('the body is not an event');
  const { id, event_type: type, resource } = event.data;
  return {
    eventId: id,
    type,
    occurredAt,
    ...(await subjectOf(type, resource, orderOf)),
    payload: withoutPayer(event.data),
  };
}

async function checkSignature(
  webhookId: string,
  certificates: Certificates,
  { rawBody, headers, now }: Delivery,
): Promise<void> {
  const header = (name: string): string => headers.get(`paypal-${name}`) ?? '';
  const [id, time, signature] = [
    header('transmission-id'),
    header('transmission-time'),
    header('transmission-sig'),
  ];
  if (header('auth-algo') !== 'SHA256withRSA') throw new SignatureInvalid('not a method that we know');
  if (!/^[\w-]{1,100}$/.test(id)) throw new SignatureInvalid('no transmission id');
  if (!/^[A-Za-z0-9+/]{200,1400}={0,2}$/.test(signature)) throw new SignatureInvalid('no signature');
  const age = now.getTime() - (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(time) ? Date.parse(time) : Number.NaN);
  if (!(age <= oldestMs && age >= -newestMs))
    throw new SignatureInvalid('the time of the signature is not now');
  const key = await certificates.keyAt(header('cert-url'), now);
  const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(rawBody)}`);
  if (!verify('sha256', signed, key, Buffer.from(signature, 'base64')))
    throw new SignatureInvalid('the certificate did not make this signature');
}

function parse(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch (error) {
    throw new SignatureInvalid('the body is not JSON', { cause: error });
  }
}

type Subject = Pick<GatewayEvent, 'payment' | 'vendorRef'>;
const nothing: Subject = { payment: null, vendorRef: null };

async function subjectOf(
  type: string,
  resource: Record<string, unknown>,
  orderOf: Work['orderOf'],
): Promise<Subject> {
  if (type.startsWith('CHECKOUT.ORDER.')) {
    const order = orderWire.safeParse(resource);
    if (!order.success) return nothing;
    // An order that was captured may have given money back since: only reading tells.
    return order.data.status === 'COMPLETED'
      ? { payment: null, vendorRef: order.data.id }
      : { payment: paymentOfOrder(order.data), vendorRef: order.data.id };
  }
  if (type === 'CHECKOUT.PAYMENT-APPROVAL.REVERSED') {
    const { order_id: orderId } = resource;
    return { payment: null, vendorRef: typeof orderId === 'string' ? orderId : null };
  }
  if (type === 'PAYMENT.CAPTURE.REFUNDED' || type === 'PAYMENT.CAPTURE.REVERSED') {
    const refund = refundWire.safeParse(resource);
    const of = refund.success ? lastPart(refund.data.links.find(({ rel }) => rel === 'up')?.href) : null;
    return orderOfCapture(of, orderOf);
  }
  if (type.startsWith('PAYMENT.CAPTURE.')) {
    const capture = captureWire.safeParse(resource);
    if (!capture.success) return nothing;
    const orderId = orderIdOf(capture.data);
    return orderId
      ? { payment: paymentOfCapture(capture.data, orderId), vendorRef: orderId }
      : orderOfCapture(capture.data.id, orderOf);
  }
  if (type.startsWith('CUSTOMER.DISPUTE.')) {
    const dispute = disputeWire.safeParse(resource);
    const of = dispute.success ? dispute.data.disputed_transactions[0]?.seller_transaction_id : null;
    return orderOfCapture(of ?? null, orderOf);
  }
  return nothing;
}

async function orderOfCapture(captureId: string | null, orderOf: Work['orderOf']): Promise<Subject> {
  if (captureId === null) return nothing;
  try {
    return { payment: null, vendorRef: orderIdOf(await orderOf(captureId)) };
  } catch (error) {
    // The account knows no such capture, so it is none of ours.
    if (error instanceof GatewayRefused) return nothing;
    throw error;
  }
}

const orderIdOf = ({ supplementary_data: more, links }: CaptureWire): string | null =>
  more?.related_ids?.order_id ??
  lastPart(links.find(({ href }) => href.includes('/v2/checkout/orders/'))?.href);

const lastPart = (href: string | undefined): string | null => href?.split('/').at(-1) || null;

const personal = ['payer', 'payment_source', 'shipping', 'payee', 'buyer', 'seller', 'messages', 'evidences'];

/** Events are kept as they came but for what they say of the person who paid. */
const withoutPayer = (event: unknown): unknown =>
  JSON.parse(JSON.stringify(event, (key, value: unknown) => (personal.includes(key) ? undefined : value)));
