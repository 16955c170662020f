import type { GatewayFailure, Vendor } from './payment-gateway.ts';

/**
 * Where a vendor keeps what a client pays with. We hold its references and what may be shown; numbers never come here.
 */
export type MethodKind = 'card' | 'becs' | 'payto';

export type MethodOrder = {
  clientId: string;
  /** Ours, of the method to save. */
  methodId: string;
  kind: MethodKind;
  /** Who pays, at the vendor; null has one made. */
  customerRef: string | null;
  customerName: string;
  customerEmail: string | null;
  /** The most that a PayTo agreement lets be taken at once, in whole cents. */
  maxCents: number | null;
  idempotencyKey: string;
  traceId: string;
};

/** What a payer recognises a method by. Account numbers end in four digits, the rest is masked. */
export type MethodDetails = {
  brand: string | null;
  last4: string | null;
  /** `062-•••` */
  bsbMasked: string | null;
  payIdMasked: string | null;
  holder: string | null;
  /** The last day on which it is good; null when it does not end by itself. */
  expiresOn: string | null;
};

/** Everything that the vendor says of one saved method, now. */
export type MethodPicture = {
  setup: 'open' | 'succeeded' | 'failed' | 'cancelled';
  failure: GatewayFailure | null;
  customerRef: string | null;
  methodRef: string | null;
  mandateRef: string | null;
  /** What the payer's bank lets us do; `none` where no agreement is needed. */
  mandate: 'none' | 'pending' | 'active' | 'inactive';
  mandateMaxCents: number | null;
  mandateEndsOn: string | null;
  /** False when it was taken away from the customer at the vendor. */
  isAttached: boolean;
  details: MethodDetails;
};

export type MethodRefs = { setupRef: string | null; methodRef: string | null; mandateRef: string | null };

/** What the payer's browser needs to finish saving a method. */
export type MethodHandover = {
  vendor: 'stripe';
  publishableKey: string;
  clientSecret: string;
  scriptUrl: string;
};

export type PaymentMethodVault = {
  readonly vendor: Vendor;
  /** Begins to save a method. Throws `GatewayRefused` or `GatewayUnknown`; the same key begins it once. */
  begin(order: MethodOrder): Promise<{ setupRef: string; customerRef: string; handover: MethodHandover }>;
  /** How the method stands; the handover is there while the payer has to act. */
  read(refs: MethodRefs): Promise<{ picture: MethodPicture; handover: MethodHandover | null }>;
  /** Takes it away for good, with its agreement. Twice is once. */
  detach(refs: MethodRefs): Promise<void>;
};

/** Every vendor that keeps methods here. */
export type Vaults = Readonly<Partial<Record<Vendor, PaymentMethodVault>>>;
