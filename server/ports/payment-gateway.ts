/**
 * A vendor that takes card payments, in our own words. Adapters translate; no vendor word passes this file.
 * Amounts are whole cents.
 */
export type GatewayState = 'requires_action' | 'processing' | 'succeeded' | 'failed' | 'cancelled';

export type GatewayFailure =
  | 'card_declined'
  | 'insufficient_funds'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'authentication_failed'
  | 'vendor_refused';

/** How a payment stands at the vendor. */
export type GatewayPayment = {
  vendorRef: string;
  state: GatewayState;
  amountCents: number;
  capturedCents: number;
  refundedCents: number;
  failure: GatewayFailure | null;
  /** What we handed over at creation. */
  clientId: string | null;
  paymentId: string | null;
};

/** What the payer's browser needs; only meaningful while the state is `requires_action`. */
export type GatewayHandover = { publishableKey: string; clientSecret: string; scriptUrl: string };

export type GatewayOrder = {
  clientId: string;
  paymentId: string;
  amountCents: number;
  /** Shown to the payer: invoice numbers. */
  description: string;
  /** The same key never makes a second payment at the vendor. */
  idempotencyKey: string;
  traceId: string;
};

/** A verified event; `payment` is the vendor's own picture at the time of the event. */
export type GatewayEvent = {
  eventId: string;
  type: string;
  occurredAt: Date;
  payment: GatewayPayment | null;
  payload: unknown;
};

export type PaymentGateway = {
  readonly vendor: 'stripe';
  /** Throws `GatewayRefused` (nothing was made) or `GatewayUnknown` (it may have been). */
  create(order: GatewayOrder): Promise<{ payment: GatewayPayment; handover: GatewayHandover }>;
  /** Reads the vendor's own state. Throws `GatewayUnknown` when it does not answer. */
  read(vendorRef: string): Promise<{ payment: GatewayPayment; handover: GatewayHandover }>;
  /** Looks for a payment whose creation was never answered; null proves that there is none. */
  find(order: { paymentId: string; since: Date }): Promise<GatewayPayment | null>;
  /** Resolves with the state after the attempt: a captured payment stays captured. */
  cancel(vendorRef: string): Promise<GatewayPayment>;
  /** Verifies the signature over the raw bytes; throws `SignatureInvalid`. */
  readEvent(rawBody: Uint8Array, headers: Headers, now: Date): GatewayEvent;
};

export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
}
export class GatewayUnknown extends Error {
  override readonly name = 'GatewayUnknown';
  /** The vendor gives this answer to this key for ever: asking again makes no payment, and a new key is needed. */
  readonly isFinal: boolean;

  constructor(message: string, options: ErrorOptions & { isFinal?: boolean } = {}) {
    super(message, options);
    this.isFinal = options.isFinal ?? false;
  }
}
export class SignatureInvalid extends Error {
  override readonly name = 'SignatureInvalid';
}
