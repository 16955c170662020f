import { enterScope, type Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { BankRefs } from '../../ports/bank-statement.ts';
import type {
  BookedLine,
  Client,
  Facts,
  KnownReference,
  LineToMatch,
  OpenInvoice,
  RemittanceFact,
} from './bank-facts.model.ts';

/** One run at a time: two would give the same balance to two lines. */
export async function lockMatching(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('bank-matching', 0))`;
}

type FlatLine = Omit<LineToMatch, 'refs'> & BankRefs;

const flatColumns = (tx: Tx) => tx`
  id, amount_cents as "amountCents", booked_on as "bookedOn", bank_ref as "bankRef", end_to_end as "endToEnd", instruction, crn,
  fitid, narrative, payer_account as "payerAccount", payer_name as "payerName", reversal`;

const withRefs = (row: FlatLine): LineToMatch => ({
  id: row.id,
  amountCents: row.amountCents,
  bookedOn: row.bookedOn,
  refs: {
    bankRef: row.bankRef,
    endToEnd: row.endToEnd,
    instruction: row.instruction,
    crn: row.crn,
    fitid: row.fitid,
  },
  narrative: row.narrative,
  payerAccount: row.payerAccount,
  payerName: row.payerName,
  reversal: row.reversal,
});

export async function listImported(tx: Tx, statementId: string): Promise<LineToMatch[]> {
  const rows = await tx<FlatLine[]>`
    select ${flatColumns(tx)} from bank_line
    where statement_id = ${statementId} and match_status = 'imported' order by line_no`;
  return rows.map(withRefs);
}

/** Credits that reversals of these amounts may take back. */
export async function listReversible(
  tx: Tx,
  accountId: string,
  amounts: readonly number[],
): Promise<BookedLine[]> {
  if (amounts.length === 0) return [];
  const rows = await tx<FlatLine[]>`
    select ${flatColumns(tx)} from bank_line
    where account_id = ${accountId} and amount_cents = any(${[...new Set(amounts)]}::bigint[]) and amount_cents > 0
      and match_status in ('confirmed', 'split', 'suggested', 'unmatched') order by booked_on, id`;
  return rows.map(withRefs);
}

export async function listClients(tx: Tx): Promise<Client[]> {
  return tx<Client[]>`
    select client_id as id, legal_name as "legalName", trading_name as "tradingName" from client order by client_id`;
}

/** Everything that lines are held against. All is sent at once, and in this order: each client is entered before it is read. */
export async function readFacts(tx: Tx, scope: Scope): Promise<Omit<Facts, 'booked'>> {
  const clients = await listClients(tx);
  const payers = await tx<Facts['payers'][number][]>`
    select payer_account as "payerAccount", client_id as "clientId" from bank_payer`;
  const remittances = await listRemittances(tx);
  const found = await Promise.all(
    clients.map(({ id }) =>
      Promise.all([enterScope(tx, { ...scope, clientId: id }), listOpen(tx, id), listReferences(tx, id)]),
    ),
  );
  const invoices = found.flatMap(([, open]) => open);
  const references = found.flatMap(([, , rows]) => rows.map(toReference));
  await enterScope(tx, scope);
  return { clients, invoices, references, payers, remittances };
}

/** Of all clients, newest first: what was sent long ago speaks of transfers that came long ago. */
async function listRemittances(tx: Tx): Promise<RemittanceFact[]> {
  return tx<RemittanceFact[]>`
    select r.id, r.client_id as "clientId", r.reference, r.paid_on as "paidOn", r.total_cents as "totalCents",
      (select json_agg(json_build_object('invoiceNumber', l.invoice_number, 'amountCents', l.amount_cents) order by l.line_no)
        from remittance_line l where l.client_id = r.client_id and l.remittance_id = r.id) as lines
    from remittance r where r.transfer_id is null and r.sent_at > now() - interval '60 days' order by r.sent_at desc, r.id limit 5000`;
}

const listOpen = (tx: Tx, clientId: string) =>
  tx<OpenInvoice[]>`
    select id, client_id as "clientId", number, total_cents - allocated_cents as "balanceCents", due_on as "dueOn" from invoice
    where client_id = ${clientId} and standing = 'issued' and allocated_cents < total_cents order by due_on, number`.execute();

type ReferenceRow = {
  reference: string;
  clientId: string;
  invoiceId: string | null;
  invoiceNumber: string | null;
  balanceCents: number;
  paymentId: string | null;
  askedCents: number;
  isWaiting: boolean;
};

const listReferences = (tx: Tx, clientId: string) =>
  tx<ReferenceRow[]>`
    select r.reference, r.client_id as "clientId", r.invoice_id as "invoiceId", i.number as "invoiceNumber",
      case when i.standing = 'issued' then i.total_cents - i.allocated_cents else 0 end as "balanceCents",
      r.payment_id as "paymentId", coalesce(p.amount_cents - p.captured_cents, 0) as "askedCents",
      coalesce(p.status = 'requires_action', false) as "isWaiting"
    from bank_reference r
    left join invoice i on i.client_id = r.client_id and i.id = r.invoice_id
    left join payment p on p.client_id = r.client_id and p.id = r.payment_id
    where r.client_id = ${clientId}`.execute();

function toReference(row: ReferenceRow): KnownReference {
  const { reference, clientId, invoiceId, balanceCents, paymentId, askedCents, isWaiting } = row;
  if (invoiceId !== null)
    return {
      reference,
      clientId,
      invoiceId,
      invoiceNumber: row.invoiceNumber ?? '',
      balanceCents,
      paymentId: null,
    };
  if (paymentId === null) throw new Error('a reference stands for nothing');
  return { reference, clientId, paymentId, askedCents, isWaiting, invoiceId: null };
}

/** The clients that have paid from an account. */
export async function listPayers(tx: Tx, payerAccount: string | null): Promise<string[]> {
  if (payerAccount === null) return [];
  const rows = await tx<{ clientId: string }[]>`
    select client_id as "clientId" from bank_payer where payer_account = ${payerAccount}`;
  return rows.map(({ clientId }) => clientId);
}
