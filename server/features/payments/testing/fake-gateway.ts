import {
  type GatewayEvent,
  type GatewayHandover,
  type GatewayOrder,
  type GatewayPayment,
  GatewayRefused,
  GatewayUnknown,
  type PaymentGateway,
  SignatureInvalid,
} from '../../../ports/payment-gateway.ts';

export type Outage =
  | 'none'
  | 'refused'
  | 'unknown_before_effect'
  | 'unknown_after_effect'
  | 'unknown_for_ever';

/** A vendor in memory with its own rules: a key makes one payment, a final payment stays, amounts only grow. */
export type FakeGateway = PaymentGateway & {
  readonly payments: Map<string, GatewayPayment>;
  /** What happens to the next calls of this kind. */
  outage: { create: Outage; read: 'none' | 'unknown'; cancel: 'none' | 'unknown' };
  /** Called when the vendor has done its part and before it answers. */
  beforeAnswer: (call: 'create' | 'read' | 'cancel', payment: GatewayPayment) => Promise<void> | void;
  /** The payer, at the vendor's form. */
  succeed(vendorRef: string): GatewayPayment;
  decline(vendorRef: string): GatewayPayment;
  process(vendorRef: string): GatewayPayment;
  refund(vendorRef: string, cents: number): GatewayPayment;
  dispute(vendorRef: string, dispute: 'open' | 'won' | 'lost', cents?: number): GatewayPayment;
  dishonour(vendorRef: string): GatewayPayment;
  /** An event about the payment as it stands now, as the raw body that `readEvent` reads. */
  eventOf(vendorRef: string, type?: string): { rawBody: Uint8Array; headers: Headers; eventId: string };
};

export function createFakeGateway(): FakeGateway {
  const payments = new Map<string, GatewayPayment>();
  const keys = new Map<string, string>();
  let events = 0;
  const get = (ref: string): GatewayPayment => {
    const payment = payments.get(ref);
    if (!payment) throw new GatewayRefused('no such payment');
    return payment;
  };
  const put = (ref: string, change: Partial<GatewayPayment>): GatewayPayment => {
    const next = { ...get(ref), ...change };
    payments.set(ref, next);
    return next;
  };
  const handover = (ref: string): GatewayHandover => ({
    vendor: 'stripe',
    publishableKey: 'pk_test_fake',
    clientSecret: `${ref}_secret`,
    scriptUrl: 'https://vendor.example/v3/',
    step: 'enter_details',
  });
  const make = (order: GatewayOrder): GatewayPayment => {
    const known = keys.get(order.idempotencyKey);
    if (known) return get(known);
    const vendorRef = `pi_fake_${order.paymentId}_${payments.size + 1}`;
    keys.set(order.idempotencyKey, vendorRef);
    const { clientId, paymentId, amountCents } = order;
    payments.set(vendorRef, {
      vendorRef,
      state: 'requires_action',
      amountCents,
      capturedCents: 0,
      refundedCents: 0,
      dispute: 'none',
      disputedCents: 0,
      dishonoured: false,
      feeCents: null,
      failure: null,
      clientId,
      paymentId,
    });
    return get(vendorRef);
  };

  const gateway: FakeGateway = {
    vendor: 'stripe',
    payments,
    outage: { create: 'none', read: 'none', cancel: 'none' },
    beforeAnswer: () => {},
    async create(order) {
      const { create: outage } = gateway.outage;
      if (outage === 'refused') throw new GatewayRefused('refused');
      if (outage === 'unknown_before_effect') throw new GatewayUnknown('no answer');
      if (outage === 'unknown_for_ever') throw new GatewayUnknown('no answer, again', { isFinal: true });
      const payment = make(order);
      await gateway.beforeAnswer('create', payment);
      if (outage === 'unknown_after_effect') throw new GatewayUnknown('no answer');
      return { payment, handover: handover(payment.vendorRef) };
    },
    async read(vendorRef) {
      if (gateway.outage.read === 'unknown') throw new GatewayUnknown('no answer');
      const payment = get(vendorRef);
      await gateway.beforeAnswer('read', payment);
      return { payment: get(vendorRef), handover: handover(vendorRef) };
    },
    async find({ paymentId }) {
      if (gateway.outage.read === 'unknown') throw new GatewayUnknown('no answer');
      return [...payments.values()].find((payment) => payment.paymentId === paymentId) ?? null;
    },
    async cancel(vendorRef) {
      if (gateway.outage.cancel === 'unknown') throw new GatewayUnknown('no answer');
      const payment = get(vendorRef);
      const next = payment.state === 'requires_action' ? put(vendorRef, { state: 'cancelled' }) : payment;
      await gateway.beforeAnswer('cancel', next);
      return next;
    },
    capture: async (vendorRef) => get(vendorRef),
    async readEvent(rawBody, headers) {
      if (headers.get('fake-signature') !== 'good') throw new SignatureInvalid('not signed');
      const event = JSON.parse(Buffer.from(rawBody).toString('utf8')) as GatewayEvent & {
        occurredAt: string;
      };
      return { ...event, occurredAt: new Date(event.occurredAt), payload: event };
    },
    succeed: (ref) =>
      get(ref).state === 'cancelled'
        ? get(ref)
        : put(ref, { state: 'succeeded', capturedCents: get(ref).amountCents }),
    decline: (ref) => put(ref, { state: 'requires_action', failure: 'card_declined' }),
    process: (ref) => put(ref, { state: 'processing' }),
    refund: (ref, cents) =>
      put(ref, { refundedCents: Math.min(get(ref).capturedCents, get(ref).refundedCents + cents) }),
    dispute: (ref, dispute, cents = get(ref).capturedCents) => put(ref, { dispute, disputedCents: cents }),
    dishonour: (ref) => put(ref, { dishonoured: true }),
    eventOf(vendorRef, type = 'payment_intent.changed') {
      events += 1;
      const eventId = `evt_fake_${events}`;
      const event = {
        eventId,
        type,
        occurredAt: new Date().toISOString(),
        payment: get(vendorRef),
        vendorRef,
      };
      return {
        rawBody: Buffer.from(JSON.stringify(event)),
        headers: new Headers({ 'fake-signature': 'good' }),
        eventId,
      };
    },
  };
  return gateway;
}
