import { isAbn } from './abn.model.ts';
import { gstCents, lineGstCents } from './gst.model.ts';
import type {
  ClientRow,
  ContractRow,
  CreditNoteRow,
  Dataset,
  InvoiceRow,
  PaymentRow,
  SiteRow,
  UserRow,
} from './sync.contract.ts';

export type Rows = {
  clients: ClientRow;
  sites: SiteRow;
  users: UserRow;
  contracts: ContractRow;
  invoices: InvoiceRow;
  'credit-notes': CreditNoteRow;
  payments: PaymentRow;
};

/** Something wrong with one row; `path` is inside the row. */
export type RowIssue = { path: string; code: string; message: string };

const issue = (path: string, code: string, message: string): RowIssue => ({ path, code, message });

/** What a row says about itself that cannot be: sums that do not foot, numbers with a wrong check digit. */
export const rowChecks: { [D in Dataset]: (row: Rows[D]) => RowIssue[] } = {
  clients: (row) =>
    isAbn(row.abn) ? [] : [issue('abn', 'abn_invalid', 'The check digits of the ABN do not match.')],
  sites: (row) =>
    isTimeZone(row.timeZone)
      ? []
      : [issue('timeZone', 'time_zone_unknown', `${row.timeZone} is not an IANA time zone.`)],
  users: (row) =>
    row.validFrom !== null && row.validTo !== null && Date.parse(row.validTo) <= Date.parse(row.validFrom)
      ? [issue('validTo', 'period_reversed', 'validTo is not after validFrom.')]
      : [],
  contracts: (row) =>
    row.endsOn !== null && row.endsOn < row.startsOn
      ? [issue('endsOn', 'period_reversed', 'endsOn is before startsOn.')]
      : [],
  invoices: checkDocument,
  'credit-notes': (row) => [...checkDocument(row), ...checkAllocations(row.allocations, row.totalCents)],
  payments: (row) => checkAllocations(row.allocations, row.amountCents),
};

type DocumentFacts = Pick<InvoiceRow, 'netCents' | 'gstCents' | 'totalCents' | 'gstRoundingMethod' | 'lines'>;

/** A document foots: lines to net, net and GST to total, GST by the stated method (GST Act 1999 s 9-90). */
function checkDocument(row: DocumentFacts): RowIssue[] {
  const issues: RowIssue[] = [];
  const net = row.lines.reduce((sum, line) => sum + line.netCents, 0);
  const gst = gstCents(row.gstRoundingMethod, row.lines);
  if (net !== row.netCents)
    issues.push(issue('netCents', 'net_does_not_foot', `The lines add up to ${net}.`));
  if (gst !== row.gstCents)
    issues.push(
      issue('gstCents', 'gst_does_not_foot', `GST by the method "${row.gstRoundingMethod}" is ${gst}.`),
    );
  if (row.netCents + row.gstCents !== row.totalCents)
    issues.push(
      issue('totalCents', 'total_does_not_foot', `Net and GST are ${row.netCents + row.gstCents}.`),
    );
  if (row.netCents < 0 || row.gstCents < 0 || row.totalCents < 0)
    issues.push(issue('totalCents', 'total_negative', 'Amounts taken back belong in a credit note.'));
  return [...issues, ...checkLines(row)];
}

function checkLines(row: DocumentFacts): RowIssue[] {
  const issues: RowIssue[] = [];
  const seen = new Set<number>();
  row.lines.forEach((line, n) => {
    if (seen.has(line.lineNo))
      issues.push(issue(`lines/${n}/lineNo`, 'line_number_repeated', `Line ${line.lineNo} is there twice.`));
    seen.add(line.lineNo);
    const exact = row.gstRoundingMethod === 'line' || line.gstCode === 'FRE';
    if (exact && line.gstCents !== lineGstCents(line))
      issues.push(
        issue(`lines/${n}/gstCents`, 'line_gst_wrong', `GST of this line is ${lineGstCents(line)}.`),
      );
  });
  return issues;
}

function checkAllocations(allocations: readonly { amountCents: number }[], totalCents: number): RowIssue[] {
  const allocated = allocations.reduce((sum, allocation) => sum + allocation.amountCents, 0);
  return allocated <= totalCents
    ? []
    : [
        issue(
          'allocations',
          'allocated_above_amount',
          `${allocated} is allocated of ${totalCents} that there is.`,
        ),
      ];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-AU', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
