/** What a bank's statement says, in our own words, whatever the file's format. */
export type StatementFormat = 'camt053' | 'bai2' | 'ofx1' | 'ofx2' | 'csv';

/** How a bank and a payer name a transaction. None of them is unique by itself; null where the format has no place. */
export type BankRefs = {
  /** The bank's own number of the entry. */
  bankRef: string | null;
  endToEnd: string | null;
  instruction: string | null;
  /** BPAY customer reference number, digits only. */
  crn: string | null;
  /** OFX's transaction id: changes at some banks from one download to the next. */
  fitid: string | null;
};

export type StatementLine = {
  bookedOn: string;
  valueOn: string | null;
  /** Signed: what came in is positive. */
  amountCents: number;
  refs: BankRefs;
  /** The payer's account as the statement gives it: digits and letters only. */
  payerAccount: string | null;
  payerName: string | null;
  narrative: string;
  /** The bank's code of the kind of transaction, as it came. */
  typeCode: string | null;
  /** Takes an earlier transaction back. */
  reversal: boolean;
};

export type AccountStatement = {
  /** BSB and number as digits, or whatever else the bank calls the account; null when the file names none. */
  account: { bsb: string | null; number: string } | null;
  currency: string;
  /** Null where the format has no place for it; both given, they and the lines have to foot. */
  openingCents: number | null;
  closingCents: number | null;
  /** First and last day that the statement speaks of; null when it has no lines and does not say. */
  period: { from: string; to: string } | null;
  lines: StatementLine[];
};

/** A file is read whole or not: one fault and nothing of it is booked. */
export type StatementFile =
  | { ok: true; format: StatementFormat; profile: string | null; statements: AccountStatement[] }
  | { ok: false; format: StatementFormat | null; faults: string[] };

/** The same bytes, the same answer. Never throws for what is in the file. */
export type ReadStatementFile = (bytes: Uint8Array) => StatementFile | Promise<StatementFile>;
