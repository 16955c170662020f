import type { Vendor } from './payment-gateway.ts';

/**
 * One line of a vendor's own account of our money. Amounts are whole cents, signed as the account sees them: a charge
 * adds, a refund takes.
 */
export type VendorMovement = {
  /** The vendor's id of the line. */
  id: string;
  kind: 'charge' | 'refund' | 'chargeback' | 'chargeback_reversed' | 'payout' | 'other';
  /** Before the fee. */
  amountCents: number;
  feeCents: number;
  at: Date;
  /** The payment it belongs to, by the reference that the gateway gave it. */
  vendorRef: string | null;
  /** Of a payout, below zero when it was sent and above zero when it failed or came back: the id that the bank's line bears. */
  payoutRef: string | null;
};

/** A payout as its vendor tells of it. */
export type VendorPayout = {
  /** What was sent, above zero. */
  amountCents: number;
  sentAt: Date;
  /** When the vendor expects it at the bank. */
  arrivesAt: Date;
  state: 'under_way' | 'arrived' | 'failed';
  /** The lines that it is made of, itself left out; null where the vendor does not tell: it was asked for by hand. */
  lines: VendorMovement[] | null;
};

/** A vendor's account, read for comparison with ours. */
export type VendorLedger = {
  readonly vendor: Vendor;
  /** Every line with `from <= at < to`. Throws `GatewayUnknown` when the vendor does not answer. */
  listMovements(period: { from: Date; to: Date }): Promise<VendorMovement[]>;
  /**
   * One payout; null when the vendor has none of this id. Left out where payouts come from a balance, and nobody says what
   * of. Throws `GatewayUnknown` when the vendor does not answer.
   */
  readPayout?(payoutRef: string): Promise<VendorPayout | null>;
};

export type VendorLedgers = Readonly<Partial<Record<Vendor, VendorLedger>>>;
