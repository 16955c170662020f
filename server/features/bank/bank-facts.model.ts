import type { BankRefs } from '../../ports/bank-statement.ts';

/** A line as matching reads it. */
export type LineToMatch = {
  id: string;
  amountCents: number;
  bookedOn: string;
  refs: BankRefs;
  narrative: string;
  payerAccount: string | null;
  payerName: string | null;
  reversal: boolean;
};

export type Client = { id: string; legalName: string; tradingName: string };
export type OpenInvoice = {
  id: string;
  clientId: string;
  number: string;
  balanceCents: number;
  dueOn: string;
};

/** What a reference of ours stands for: an invoice, or a basket that waits for a transfer. */
export type ReferenceMeaning =
  | { invoiceId: string; invoiceNumber: string; balanceCents: number; paymentId: null }
  | { paymentId: string; askedCents: number; isWaiting: boolean; invoiceId: null };
export type KnownReference = ReferenceMeaning & { reference: string; clientId: string };

/** A booked line that a later one may take back. */
export type BookedLine = {
  id: string;
  amountCents: number;
  bookedOn: string;
  refs: BankRefs;
  narrative: string;
  payerAccount: string | null;
};

/** What a client said that one transfer is for. */
export type RemittanceFact = {
  id: string;
  clientId: string;
  reference: string;
  paidOn: string | null;
  totalCents: number;
  lines: readonly { invoiceNumber: string; amountCents: number }[];
};

export type Facts = {
  clients: readonly Client[];
  invoices: readonly OpenInvoice[];
  references: readonly KnownReference[];
  /** Which clients have paid from an account before. */
  payers: readonly { payerAccount: string; clientId: string }[];
  remittances: readonly RemittanceFact[];
  /** Credits that are booked and not taken back, of the account in question. */
  booked: readonly BookedLine[];
};

export type Allocation = { invoiceId: string; invoiceNumber: string; amountCents: number };

export const matchRules = [
  'reference',
  'vendor_payout',
  'invoice_number',
  'remittance',
  'payer_amount',
  'payer_subset',
  'amount',
  'reversal',
  'none',
] as const;
export type Rule = (typeof matchRules)[number];

export type Match = {
  lineId: string;
  /** Of the line. */
  amountCents: number;
  decision: 'matched' | 'suggested' | 'unmatched';
  rule: Rule;
  /** 0 to 1. */
  score: number;
  /** In words, for the person who looks at it. */
  explanation: string;
  target: 'none' | 'basket' | 'invoice' | 'vendor_payout' | 'reversal';
  clientId: string | null;
  /** Of the waiting basket; a new payment gets its id when it is booked. */
  paymentId: string | null;
  allocations: Allocation[];
  vendorRef: string | null;
  reversesLineId: string | null;
  /** Of the remittance that told what the line is for: it tells that once. */
  remittanceId: string | null;
};

export const allocationOf = (invoice: { id: string; number: string }, amountCents: number): Allocation => ({
  invoiceId: invoice.id,
  invoiceNumber: invoice.number,
  amountCents,
});

export const nothing = (line: LineToMatch): Match => ({
  lineId: line.id,
  amountCents: line.amountCents,
  decision: 'unmatched',
  rule: 'none',
  score: 0,
  explanation: '',
  target: 'none',
  clientId: null,
  paymentId: null,
  allocations: [],
  vendorRef: null,
  reversesLineId: null,
  remittanceId: null,
});

export const unmatched = (line: LineToMatch, explanation: string): Match => ({
  ...nothing(line),
  explanation,
});
