/**
 * A vendor that takes payments, in our own words. Adapters translate; no vendor word passes this file.
 * Amounts are whole cents.
 */
export type Vendor = 'stripe' | 'paypal';
/** The rails that a vendor runs. */
export type VendorRail = 'card' | 'becs' | 'payto' | 'paypal';

/**
 * `approved`: the payer agreed and the money has yet to be taken, by `capture`. `processing`: initiated, not yet
 * cleared.
 */
export type GatewayState =
  | 'requires_action'
  | 'approved'
  | 'processing'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

export type GatewayFailure =
  | 'card_declined'
  | 'insufficient_funds'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'authentication_failed'
  | 'debit_not_authorised'
  | 'account_closed'
  | 'mandate_declined'
  | 'vendor_refused';

/** How a payment stands at the vendor. */
export type GatewayPayment = {
  vendorRef: string;
  state: GatewayState;
  amountCents: number;
  capturedCents: number;
  refundedCents: number;
  /** A payer's complaint at its bank. While it is open, and when it is lost, the vendor has withdrawn the amount. */
  dispute: 'none' | 'open' | 'won' | 'lost';
  disputedCents: number;
  /** A debit that the payer's bank took back after it had succeeded. */
  dishonoured: boolean;
  /** What the vendor keeps of it; null until it says. */
  feeCents: number | null;
  failure: GatewayFailure | null;
  /** What we handed over at creation. */
  clientId: string | null;
  paymentId: string | null;
};

/** What the payer's browser needs; only meaningful while the state is `requires_action`. */
export type GatewayHandover =
  | {
      vendor: 'stripe';
      publishableKey: string;
      clientSecret: string;
      scriptUrl: string;
      /**
       * `authenticate`: a saved card is charged, and its bank asks whether it is the payer. `await_bank`: the payer's bank
       * asks them in its app, and there is nothing to do in the browser.
       */
      step: 'enter_details' | 'authenticate' | 'await_bank';
    }
  | { vendor: 'paypal'; clientId: string; orderId: string; scriptUrl: string };

/** A method that the payer saved at the vendor. */
export type SavedMethod = { customerRef: string; methodRef: string; mandateRef: string | null };

export type GatewayOrder = {
  clientId: string;
  paymentId: string;
  rail: VendorRail;
  amountCents: number;
  /** Shown to the payer: invoice numbers. */
  description: string;
  /** The same key never makes a second payment at the vendor. */
  idempotencyKey: string;
  traceId: string;
  /** Charged as the saved method's authority allows. */
  saved: SavedMethod | null;
  /** Somebody is there whom the bank can ask. A rule that pays by itself is nobody. */
  payerPresent: boolean;
};

/** A verified event. */
export type GatewayEvent = {
  eventId: string;
  type: string;
  occurredAt: Date;
  /** The vendor's own picture at the time of the event, where the event holds all of it. */
  payment: GatewayPayment | null;
  /** The payment that it speaks of; with no picture of it here, the vendor is asked for one. */
  vendorRef: string | null;
  /** What `vendorRef` names when it is no payment: a part of a saved method, which is read anew. */
  subject?: 'setup' | 'mandate' | 'method' | undefined;
  payload: unknown;
};

export type PaymentGateway = {
  readonly vendor: Vendor;
  /**
   * Money moves only when `capture` is called. Until then our own record decides whether a payment ends, and the vendor
   * need not be asked.
   */
  readonly capturesOnDemand?: boolean;
  /** Throws `GatewayRefused` (nothing was made) or `GatewayUnknown` (it may have been). */
  create(order: GatewayOrder): Promise<{ payment: GatewayPayment; handover: GatewayHandover }>;
  /** Reads the vendor's own state. Throws `GatewayUnknown` when it does not answer. */
  read(vendorRef: string): Promise<{ payment: GatewayPayment; handover: GatewayHandover }>;
  /** Looks for a payment whose creation was never answered; null proves that none can take money. */
  find(order: { paymentId: string; since: Date }): Promise<GatewayPayment | null>;
  /**
   * Takes the money of an approved payment. The same key takes it once. Of any other state it tells how the payment
   * stands.
   */
  capture(vendorRef: string, idempotencyKey: string): Promise<GatewayPayment>;
  /** Resolves with the state after the attempt: a captured payment stays captured. */
  cancel(vendorRef: string): Promise<GatewayPayment>;
  /** Verifies the signature over the raw bytes; throws `SignatureInvalid`, or `GatewayUnknown` when that cannot be told now. */
  readEvent(rawBody: Uint8Array, headers: Headers, now: Date): Promise<GatewayEvent>;
};

/** Every vendor that takes payments here: those with which the contractor has an account. */
export type Gateways = Readonly<Partial<Record<Vendor, PaymentGateway>>>;

export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
}
/** The vendor knows no such payment, or none any more. */
export class GatewayGone extends GatewayRefused {}
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
