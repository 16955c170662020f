/** What the client's bank writes into a statement. Cents are signed: what came in is positive. */
export type BankEntry = {
  bookedOn: string;
  amountCents: number;
  /** The bank's own number of the entry. */
  bankRef: string;
  endToEnd: string | null;
  crn: string | null;
  payerName: string | null;
  /** BSB and number as digits. */
  payerAccount: string | null;
  narrative: string;
  reversal: boolean;
  /** Of one batch: formats that know batches write them as one entry. */
  batch?: string;
};

export type Statement = {
  bsb: string;
  accountNumber: string;
  accountName: string;
  from: string;
  to: string;
  openingCents: number;
  entries: BankEntry[];
};

export const closingCents = ({ openingCents, entries }: Statement): number =>
  entries.reduce((sum, { amountCents }) => sum + amountCents, openingCents);

/** `-1234.50` */
export function decimal(cents: number): string {
  const absolute = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
}

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** What a bank prints for people: formats without a place for references carry them here. */
export const printed = ({ narrative, crn }: BankEntry): string =>
  crn === null || narrative.includes(crn) ? narrative : `${narrative} CRN ${crn}`;
