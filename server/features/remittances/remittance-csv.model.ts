import { parse } from 'csv-parse/sync';

export type RemittanceLine = { invoiceNumber: string; amountCents: number; reference: string | null };
export type Parsed = { lines: RemittanceLine[] } | { faults: string[] };

const names = {
  invoice: /^(invoice|invoice ?(number|no\.?|#))$/,
  amount: /^(amount|amount paid|paid)$/,
  reference: /^(reference|ref|your reference)$/,
};

/** Dollars as text to whole cents, with no floating point on the way; null for anything else. */
export function centsOf(text: string): number | null {
  const match = /^\$?\s*(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const cents = Number((match[1] ?? '').replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents > 0 ? cents : null;
}

/** So many are named at once. */
const mostFaults = 50;

/** The lines of a remittance file, or what is wrong with each. A file is read whole or not. */
export function parseRemittanceCsv(text: string): Parsed {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    return { faults: ['The file is not a CSV file.'] };
  }
  const head = (rows[0] ?? []).map((name) => name.toLowerCase());
  const [invoice, amount, reference] = [names.invoice, names.amount, names.reference].map((name) =>
    head.findIndex((label) => name.test(label)),
  );
  if (invoice === undefined || amount === undefined || invoice < 0 || amount < 0)
    return { faults: ['The first row has to name the columns "invoice number" and "amount".'] };
  if (rows.length < 2 || rows.length > 501) return { faults: ['It needs 1 to 500 lines.'] };
  const lines: RemittanceLine[] = [];
  const faults: string[] = [];
  for (const [n, row] of rows.slice(1).entries()) {
    const invoiceNumber = row[invoice] ?? '';
    const amountCents = centsOf(row[amount] ?? '');
    const isNamed = invoiceNumber !== '' && invoiceNumber.length <= 40;
    if (!isNamed) faults.push(`Line ${n + 2} has no invoice number.`);
    if (amountCents === null) faults.push(`Line ${n + 2} has no amount in dollars and cents.`);
    if (!isNamed || amountCents === null) continue;
    lines.push({
      invoiceNumber,
      amountCents,
      reference: (reference !== undefined && row[reference]) || null,
    });
  }
  return faults.length > 0 ? { faults: faults.slice(0, mostFaults) } : { lines };
}
