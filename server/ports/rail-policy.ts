/** The ways in which a client can pay a basket here. */
export type Rail = 'card' | 'becs' | 'payto' | 'paypal' | 'bpay' | 'eft' | 'credit';

export type RailLimits = { minCents: number; maxCents: number };

/**
 * A charge on top for paying by a rail, from a day on. Zero until a dated entry says otherwise: what is lawful changes,
 * and it may never be above what the rail costs (Competition and Consumer Act 2010 s 55B).
 */
export type Surcharge = { rail: Rail; from: string; basisPoints: number };

/** What the contractor's agreements with its bank and vendors allow. */
export type RailPolicy = {
  /** A rail that is missing here is not offered. */
  limits: Readonly<Partial<Record<Rail, RailLimits>>>;
  surcharges: readonly Surcharge[];
  /** The BPAY biller and the rule of its references' check digit, as the bank set it up. */
  biller: { code: string; checkDigit: 'MOD10V01' | 'MOD10V05' } | null;
  /** Where transfers go. */
  account: { name: string; bsb: string; accountNumber: string } | null;
};
