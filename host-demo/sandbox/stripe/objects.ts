import type { JsonObject } from '../json.ts';

/** The objects the sandbox keeps, with the fields its own rules read; the rest travels as plain JSON. */
export type Address = JsonObject;
export type ClientSecretHolder = JsonObject & { id: string; client_secret: string };

export type PaymentIntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'canceled'
  | 'succeeded';

export type PaymentIntent = JsonObject & {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_capturable: number;
  amount_received: number;
  capture_method: string;
  client_secret: string;
  created: number;
  currency: string;
  customer: string | null;
  latest_charge: string | null;
  last_payment_error: JsonObject | null;
  metadata: Record<string, string>;
  next_action: JsonObject | null;
  payment_method: string | null;
  payment_method_types: string[];
  status: PaymentIntentStatus;
};

export type SetupIntent = JsonObject & {
  id: string;
  object: 'setup_intent';
  client_secret: string;
  created: number;
  customer: string | null;
  mandate: string | null;
  metadata: Record<string, string>;
  next_action: JsonObject | null;
  payment_method: string | null;
  status: string;
};

export type Charge = JsonObject & {
  id: string;
  object: 'charge';
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  balance_transaction: string | null;
  captured: boolean;
  created: number;
  currency: string;
  customer: string | null;
  disputed: boolean;
  payment_intent: string | null;
  payment_method: string | null;
  refunded: boolean;
  status: 'succeeded' | 'failed' | 'pending';
};

export type Refund = JsonObject & {
  id: string;
  object: 'refund';
  amount: number;
  charge: string;
  created: number;
  currency: string;
  payment_intent: string | null;
  status: 'succeeded' | 'pending' | 'failed' | 'canceled';
};

export type Dispute = JsonObject & {
  id: string;
  object: 'dispute';
  amount: number;
  charge: string;
  created: number;
  currency: string;
  payment_intent: string | null;
  status: string;
};

export type Payout = JsonObject & {
  id: string;
  object: 'payout';
  amount: number;
  /** Made by Stripe itself, of everything that had come in. */
  automatic: boolean;
  balance_transaction: string;
  created: number;
  status: string;
};

export type BalanceTransaction = JsonObject & {
  id: string;
  object: 'balance_transaction';
  amount: number;
  created: number;
  currency: string;
  fee: number;
  net: number;
  source: string;
  type: string;
};

export type Customer = JsonObject & { id: string; object: 'customer'; created: number; email: string | null };

export type PaymentMethod = JsonObject & {
  id: string;
  object: 'payment_method';
  created: number;
  customer: string | null;
  type: string;
};

export type Event = JsonObject & {
  id: string;
  object: 'event';
  created: number;
  data: { object: JsonObject };
  pending_webhooks: number;
  type: string;
};

/** A webhook destination; `secret` signs what is sent there. An empty `enabled_events` means all. */
export type WebhookEndpoint = JsonObject & {
  id: string;
  object: 'webhook_endpoint';
  created: number;
  url: string;
  secret: string;
  enabled_events: string[];
  status: 'enabled' | 'disabled';
};

export type Mandate = JsonObject & {
  id: string;
  object: 'mandate';
  payment_method: string;
  status: 'active' | 'inactive' | 'pending';
  type: 'multi_use' | 'single_use';
};

/**
 * A debit on its way through the banks. `clears_at` is Unix milliseconds; null waits for the control interface or the
 * page of the payer's bank.
 */
export type Debit = {
  id: string;
  state: 'pending' | 'cleared' | 'failed';
  clears_at: number | null;
  charge: string;
};

/** How the stand-in bank will treat a card, kept beside the payment method instead of the number. */
export type VaultEntry = { id: string; behaviour: string };

/** One remembered answer to a keyed request. */
export type SavedAnswer = {
  id: string;
  fingerprint: string;
  requestId: string;
  status: number;
  body: JsonObject;
};

export type Records = {
  payment_intent: PaymentIntent;
  setup_intent: SetupIntent;
  charge: Charge;
  refund: Refund;
  dispute: Dispute;
  payout: Payout;
  balance_transaction: BalanceTransaction;
  customer: Customer;
  payment_method: PaymentMethod;
  mandate: Mandate;
  debit: Debit;
  event: Event;
  webhook_endpoint: WebhookEndpoint;
  vault: VaultEntry;
  saved_answer: SavedAnswer;
};
export type Kind = keyof Records;
