import type Stripe from 'stripe';
import { type GatewayEvent, type GatewayPayment, SignatureInvalid } from '../../ports/payment-gateway.ts';
import { paymentOfCharge, paymentOfIntent } from './payment-of-intent.ts';

const toleranceSeconds = 300;

/**
 * Verifies that one of the secrets signed these very bytes, not long ago. The SDK accepts any time in the future
 * (stripe-node 23.1), so the time is checked to both sides here.
 */
export function readStripeEvent(
  stripe: Stripe,
  secrets: readonly string[],
  rawBody: Uint8Array,
  headers: Headers,
  now: Date,
): GatewayEvent {
  const signature = headers.get('stripe-signature') ?? '';
  checkTime(signature, now);
  const event = verify(stripe, secrets, Buffer.from(rawBody), signature, now);
  if (!isEvent(event)) throw new SignatureInvalid('the body is not an event');
  return {
    eventId: event.id,
    type: event.type,
    occurredAt: new Date(event.created * 1000),
    ...subjectOf(event),
    payload: withoutSecrets(event),
  };
}

function checkTime(signature: string, now: Date): void {
  const time = /^\d{1,12}$/.exec(
    signature
      .split(',')
      .map((part) => part.trim().split('='))
      .find(([name]) => name === 't')?.[1] ?? '',
  );
  if (!time || Math.abs(now.getTime() / 1000 - Number(time[0])) > toleranceSeconds)
    throw new SignatureInvalid('the time of the signature is not now');
}

function verify(
  stripe: Stripe,
  secrets: readonly string[],
  body: Buffer,
  signature: string,
  now: Date,
): Stripe.Event {
  let last: unknown;
  for (const secret of secrets) {
    try {
      return stripe.webhooks.constructEvent(
        body,
        signature,
        secret,
        toleranceSeconds,
        undefined,
        // The SDK counts the age in milliseconds of this clock.
        now.getTime(),
      );
    } catch (error) {
      last = error;
    }
  }
  throw new SignatureInvalid('no secret of ours made this signature', { cause: last });
}

const isEvent = (event: unknown): event is Stripe.Event =>
  typeof event === 'object' &&
  event !== null &&
  'id' in event &&
  typeof event.id === 'string' &&
  'type' in event &&
  typeof event.type === 'string' &&
  'created' in event &&
  Number.isSafeInteger(event.created) &&
  'data' in event;

/**
 * A chargeback's event shows the complaint and not the payment, and one about a saved method only a part of it: what they
 * speak of is read anew.
 */
function subjectOf(event: Stripe.Event): Pick<GatewayEvent, 'payment' | 'vendorRef' | 'subject'> {
  const payment = paymentOf(event);
  if (payment) return { payment, vendorRef: payment.vendorRef };
  if (event.type.startsWith('charge.dispute.')) {
    const intent = (event.data.object as Stripe.Dispute).payment_intent;
    return { payment: null, vendorRef: typeof intent === 'string' ? intent : (intent?.id ?? null) };
  }
  const subject = methodSubjects[event.type];
  const { id } = event.data.object as { id?: string };
  return subject && id ? { payment: null, vendorRef: id, subject } : { payment: null, vendorRef: null };
}

const methodSubjects: Record<string, GatewayEvent['subject']> = {
  'setup_intent.succeeded': 'setup',
  'setup_intent.setup_failed': 'setup',
  'setup_intent.canceled': 'setup',
  'mandate.updated': 'mandate',
  'payment_method.updated': 'method',
  'payment_method.automatically_updated': 'method',
  'payment_method.detached': 'method',
};

/** Other types speak of no payment, or of one only in part; they are kept and nothing follows from them. */
function paymentOf(event: Stripe.Event): GatewayPayment | null {
  switch (event.type) {
    case 'payment_intent.created':
    case 'payment_intent.processing':
    case 'payment_intent.requires_action':
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
      return paymentOfIntent(event.data.object);
    case 'charge.succeeded':
    case 'charge.captured':
    case 'charge.updated':
    case 'charge.refunded':
      return paymentOfCharge(event.data.object);
    default:
      return null;
  }
}

/** Events are kept as they came but for the secret that would let its finder act on the payment. */
const withoutSecrets = (event: Stripe.Event): unknown =>
  JSON.parse(JSON.stringify(event, (key, value: unknown) => (key === 'client_secret' ? undefined : value)));
