import type { JsonObject } from '../json.ts';
import type { Money } from './money.ts';

/** The objects of the stand-in PayPal, as its API shows them; `links` are added on the way out. */
export type OrderStatus = 'CREATED' | 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED' | 'VOIDED';

/** What the payer chose to pay with at PayPal, which decides how the capture goes. */
export type Funding = 'balance' | 'declined_card' | 'under_review';

export type Order = {
  id: string;
  status: OrderStatus;
  amount: Money;
  referenceId: string;
  description: string | null;
  customId: string | null;
  invoiceId: string | null;
  payee: string;
  /** The payment source as the shop gave it; with one the order waits for the payer at once. */
  hasSource: boolean;
  funding: Funding | null;
  created: string;
  updated: string;
};

export type Capture = {
  id: string;
  order: string;
  status: 'COMPLETED' | 'PENDING' | 'DECLINED' | 'PARTIALLY_REFUNDED' | 'REFUNDED';
  amountCents: number;
  feeCents: number;
  created: string;
  updated: string;
};

/** Money back to the payer: by the shop, or taken back by PayPal for a dispute. */
export type Refund = {
  id: string;
  capture: string;
  amountCents: number;
  isReversal: boolean;
  note: string | null;
  created: string;
};

export type Dispute = {
  id: string;
  capture: string;
  reason: string;
  status: 'OPEN' | 'UNDER_REVIEW' | 'RESOLVED';
  outcome: 'RESOLVED_BUYER_FAVOUR' | 'RESOLVED_SELLER_FAVOUR' | null;
  amountCents: number;
  created: string;
  updated: string;
};

/** Money of the account on its way to the shop's bank; `returned` when the bank sent it back. */
export type Payout = { id: string; amountCents: number; created: string; returned: string | null };

export type PaypalEvent = JsonObject & {
  id: string;
  create_time: string;
  event_type: string;
  resource_type: string;
  resource: JsonObject;
};

/** A webhook of the account: its id goes into every signature. */
export type Webhook = { id: string; url: string };

/** One remembered answer to a PayPal-Request-Id. */
export type SavedAnswer = { id: string; status: number; body: JsonObject };

export type Records = {
  order: Order;
  capture: Capture;
  refund: Refund;
  dispute: Dispute;
  payout: Payout;
  event: PaypalEvent;
  webhook: Webhook;
  saved_answer: SavedAnswer;
};
export type Kind = keyof Records;
