import { writeCamt053 } from '../../../../host-demo/sandbox/bank/formats/camt053.ts';
import type { BankEntry, Statement } from '../../../../host-demo/sandbox/bank/statement.ts';

let number = 0;

/** A transfer that came in on 3 March 2026, unless it says otherwise. */
export function entry(amountCents: number, more: Partial<BankEntry> = {}): BankEntry {
  number += 1;
  return {
    bookedOn: '2026-03-03',
    amountCents,
    bankRef: `BR${String(number).padStart(6, '0')}`,
    endToEnd: null,
    crn: null,
    payerName: null,
    payerAccount: null,
    narrative: 'TRANSFER',
    reversal: false,
    ...more,
  };
}

export const statementOf = (entries: BankEntry[], more: Partial<Statement> = {}): Statement => ({
  bsb: '062000',
  accountNumber: '12345678',
  accountName: 'Foyer Facility Services',
  from: '2026-03-03',
  to: '2026-03-03',
  openingCents: 500_000,
  entries,
  ...more,
});

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const fileOf = (entries: BankEntry[], more: Partial<Statement> = {}): Uint8Array =>
  bytesOf(writeCamt053(statementOf(entries, more)));
