import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { CreditNote } from './credit-notes.contract.ts';
import type { Priced } from './credit-notes.model.ts';

export type CreditNoteRow = {
  id: string;
  number: string;
  issuedOn: string;
  ofInvoiceId: string;
  ofInvoiceNumber: string;
  ofInvoiceIssuedOn: string;
  ofInvoiceTotalCents: number;
  ofInvoiceGstCents: number;
  reason: string;
  gstRoundingMethod: 'total' | 'line';
  netCents: number;
  gstCents: number;
  totalCents: number;
  allocatedCents: number;
  disputeId: string | null;
  version: number;
  recipientName: string;
  recipientAbn: string;
  recipientAddress: string[];
  provenance: 'synced' | 'manual' | 'derived';
  source: string;
  externalId: string;
  sourceUpdatedAt: Date;
  syncedAt: Date;
};

export type Position = { issuedOn: string; id: string };

const columns = (tx: Tx) => tx`
  n.id, n.number, n.issued_on as "issuedOn", n.of_invoice_id as "ofInvoiceId", i.number as "ofInvoiceNumber",
  i.issued_on as "ofInvoiceIssuedOn", i.total_cents as "ofInvoiceTotalCents", i.gst_cents as "ofInvoiceGstCents", n.reason,
  n.gst_rounding_method as "gstRoundingMethod", n.net_cents as "netCents", n.gst_cents as "gstCents", n.total_cents as "totalCents",
  n.allocated_cents as "allocatedCents", d.id as "disputeId", n.version, c.legal_name as "recipientName", c.abn as "recipientAbn",
  c.postal_address as "recipientAddress", n.provenance, n.source, n.external_id as "externalId", n.source_updated_at as "sourceUpdatedAt",
  n.synced_at as "syncedAt"`;

const joined = (tx: Tx) => tx`
  credit_note n join invoice i on i.client_id = n.client_id and i.id = n.of_invoice_id
    join client c on c.client_id = n.client_id
    left join dispute d on d.client_id = n.client_id and d.credit_note_id = n.id`;

export const selectCreditNotes = (
  tx: Tx,
  scope: Scope,
  { limit, after, invoiceId }: { limit: number; after: Position | null; invoiceId?: string | undefined },
) => tx<CreditNoteRow[]>`
  select ${columns(tx)} from ${joined(tx)}
  where n.client_id = ${scope.clientId}
    ${invoiceId ? tx`and n.of_invoice_id = ${invoiceId}` : tx``}
    ${after ? tx`and (n.issued_on, n.id) < (${after.issuedOn}::date, ${after.id}::uuid)` : tx``}
  order by n.issued_on desc, n.id desc limit ${limit}`;

export async function findCreditNote(tx: Tx, scope: Scope, id: string): Promise<CreditNoteRow | undefined> {
  const [row] = await tx<CreditNoteRow[]>`
    select ${columns(tx)} from ${joined(tx)} where n.client_id = ${scope.clientId} and n.id = ${id}`;
  return row;
}

export const readCreditNoteLines = (tx: Tx, scope: Scope, id: string) => tx<CreditNote['lines']>`
  select l.line_no as "lineNo", l.description, trim_scale(l.quantity)::text as quantity, l.unit, trim_scale(l.unit_price)::text as "unitPrice",
    l.net_cents as "netCents", l.gst_code as "gstCode", l.gst_cents as "gstCents", l.workbill_number as "workbillNumber",
    l.contract_number as "contractNumber",
    case when s.id is not null then json_build_object('id', s.id, 'code', s.code, 'name', s.name) end as site
  from credit_note_line l left join site s on s.client_id = l.client_id and s.id = l.site_id
  where l.client_id = ${scope.clientId} and l.credit_note_id = ${id}
  order by l.line_no`;

type Use = Omit<CreditNote['allocations'][number], 'at'> & { at: Date };

export const readUses = (tx: Tx, scope: Scope, id: string) => tx<Use[]>`
  select a.allocated_at as at, a.invoice_id as "invoiceId", i.number as "invoiceNumber", a.amount_cents as "amountCents"
  from allocation a join invoice i on i.client_id = a.client_id and i.id = a.invoice_id
  where a.client_id = ${scope.clientId} and a.credit_note_id = ${id}
  order by a.allocated_at, a.id`;

export type InvoiceToCredit = {
  id: string;
  number: string;
  siteIds: string[];
  standing: 'issued' | 'void' | 'written_off';
  totalCents: number;
  balanceCents: number;
  method: 'total' | 'line';
  /** Its taxable supplies, and what credit notes gave back of them so far. */
  taxable: Priced;
  taxableCredited: Priced;
  /** Of all of it. */
  creditedCents: number;
};

/** Takes the lock that everything which allocates to an invoice takes first. */
export async function lockInvoiceToCredit(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<InvoiceToCredit | undefined> {
  await tx`select 1 from invoice where client_id = ${clientId} and id = ${id} for update`;
  const [row] = await tx<
    (Omit<InvoiceToCredit, 'taxable' | 'taxableCredited'> & {
      taxableNet: number;
      gst: number;
      creditedNet: number;
      creditedGst: number;
    })[]
  >`
    select i.id, i.number, i.site_ids as "siteIds", i.standing, i.total_cents as "totalCents",
      case when i.standing = 'issued' then i.total_cents - i.allocated_cents else 0 end as "balanceCents",
      i.gst_rounding_method as method, i.gst_cents as gst,
      (select coalesce(sum(l.net_cents), 0) from invoice_line l
        where l.client_id = i.client_id and l.invoice_id = i.id and l.gst_code = 'GST')::bigint as "taxableNet",
      n.credited::bigint as "creditedCents", n.gst::bigint as "creditedGst",
      (select coalesce(sum(l.net_cents), 0) from credit_note_line l join credit_note c on c.client_id = l.client_id and c.id = l.credit_note_id
        where l.client_id = i.client_id and c.of_invoice_id = i.id and l.gst_code = 'GST')::bigint as "creditedNet"
    from invoice i, lateral (
      select coalesce(sum(c.total_cents), 0) as credited, coalesce(sum(c.gst_cents), 0) as gst
      from credit_note c where c.client_id = i.client_id and c.of_invoice_id = i.id) n
    where i.client_id = ${clientId} and i.id = ${id}`;
  if (!row) return undefined;
  const { taxableNet, gst, creditedNet, creditedGst, ...invoice } = row;
  return {
    ...invoice,
    taxable: { totalCents: taxableNet + gst, gstCents: gst },
    taxableCredited: { totalCents: creditedNet + creditedGst, gstCents: creditedGst },
  };
}

export type NewCreditNote = {
  id: string;
  issuedOn: string;
  ofInvoiceId: string;
  reason: string;
  method: 'total' | 'line';
  netCents: number;
  gstCents: number;
  gstCode: 'GST' | 'FRE';
  description: string;
  siteId: string | null;
  /** What caused it, by its own id. */
  causeId: string;
  now: Date;
};

/** @returns its number */
export async function insertCreditNote(tx: Tx, clientId: string, note: NewCreditNote): Promise<string> {
  const total = note.netCents + note.gstCents;
  const [row] = await tx<{ number: string }[]>`
    insert into credit_note (client_id, id, number, issued_on, of_invoice_id, reason, gst_rounding_method, net_cents, gst_cents, total_cents,
      source, external_id, source_updated_at, provenance, synced_at)
    values (${clientId}, ${note.id}, 'ADJ-' || nextval('adjustment_note_number'), ${note.issuedOn}, ${note.ofInvoiceId}, ${note.reason}, ${note.method},
      ${note.netCents}, ${note.gstCents}, ${total}, 'portal', ${note.causeId}, ${note.now}, 'derived', ${note.now})
    returning number`;
  await tx`
    insert into credit_note_line (client_id, credit_note_id, line_no, description, quantity, unit, unit_price, net_cents, gst_code, gst_cents, site_id)
    values (${clientId}, ${note.id}, 1, ${note.description}, 1, 'adjustment', ${note.netCents}::numeric / 100, ${note.netCents}, ${note.gstCode},
      ${note.gstCents}, ${note.siteId})`;
  if (!row) throw new Error('a credit note was not written');
  return row.number;
}

export async function allocateCreditNote(
  tx: Tx,
  clientId: string,
  entry: {
    id: string;
    creditNoteId: string;
    invoiceId: string;
    amountCents: number;
    at: Date;
    actor: string;
  },
): Promise<void> {
  await tx`
    insert into allocation (client_id, id, invoice_id, credit_note_id, amount_cents, allocated_at, actor)
    values (${clientId}, ${entry.id}, ${entry.invoiceId}, ${entry.creditNoteId}, ${entry.amountCents}, ${entry.at}, ${entry.actor})`;
}
