import type { InvoiceRow } from '../../../server/features/sync/sync.contract.ts';
import { type Bill, billsOf } from './bills.ts';
import { addDays, financialYear, monthOf } from './calendar.ts';
import { numberedLines, totalsOf } from './documents.ts';
import { clientExternalId } from './external-ids.ts';
import { type OrganisationSeed, organisations } from './organisations.ts';
import { randomFor } from './random.ts';

/** The invoices of one month up to a day. A number, once given, is given to the same bill on every later day. */
export function invoicesOf(
  seed: number,
  organisation: OrganisationSeed,
  month: string,
  today: string,
): { placeFromEnd: number; row: InvoiceRow }[] {
  return billsOf(seed, organisation, month)
    .map((bill, position, bills) => ({
      placeFromEnd: bills.length - position,
      row: invoiceOf(seed, organisation, bill, position),
    }))
    .filter(({ row }) => row.issuedOn <= today);
}

function invoiceOf(seed: number, organisation: OrganisationSeed, bill: Bill, position: number): InvoiceRow {
  const month = monthOf(bill.issuedOn);
  const register = organisations.indexOf(organisation) + 1;
  const serial = `${month.slice(2, 4)}${month.slice(5)}${register}${String(position + 1).padStart(2, '0')}`;
  const lines = numberedLines(bill.lines);
  return {
    externalId: `inv-${serial}`,
    sourceUpdatedAt: `${bill.issuedOn}T00:00:00Z`,
    clientExternalId: clientExternalId(organisation),
    number: `INV-${serial}`,
    issuedOn: bill.issuedOn,
    dueOn: addDays(bill.issuedOn, organisation.paymentTermsDays),
    status: 'issued',
    poNumber: poNumber(seed, organisation, bill),
    contractNumber: bill.contractNumber,
    currency: 'AUD',
    gstRoundingMethod: bill.method,
    ...totalsOf(lines, bill.method),
    lines,
  };
}

/** A purchase order stands for a contract and a financial year; work without a contract gets one each. */
function poNumber(seed: number, organisation: OrganisationSeed, bill: Bill): string | null {
  const year = financialYear(monthOf(bill.issuedOn));
  const subject = bill.contractNumber ?? `${bill.issuedOn}-${bill.lines[0]?.workbillNumber ?? 'stores'}`;
  const random = randomFor(seed, 'po', organisation.code, year, subject);
  if (!organisation.poRequired && random.chance(0.5)) return null;
  return organisation.poRequired
    ? `4500${random.between(100_000, 999_999)}`
    : `NHN-${random.between(10_000, 99_999)}`;
}
