import type { Tx } from '../../../db/db.ts';
import { sumByInvoice } from '../allocations.model.ts';
import type { CreditNoteRow } from '../sync.contract.ts';
import { type Incoming, type Known, sortRows } from '../sync.model.ts';
import { book, takeBack } from './allocations.repository.ts';
import { momentOf } from './day-moment.ts';
import { creditNoteLines, replaceLines } from './document-lines.repository.ts';
import {
  type Batch,
  confirm,
  externalIds,
  type Obstacle,
  originOf,
  readIds,
  resolver,
  type Writer,
} from './writer.ts';

type KnownCreditNote = Known & { ofInvoiceId: string };
type Document = Incoming<CreditNoteRow> & {
  known: KnownCreditNote | null;
  id: string;
  ofInvoiceId: string;
  amounts: Map<string, number>;
};

export const writeCreditNotes: Writer<CreditNoteRow> = async (tx, batch, rows) => {
  const { writes, confirmed, tally } = sortRows(rows, await readKnownCreditNotes(tx, batch, rows));
  await confirm(tx, 'credit_note', batch, confirmed);
  if (writes.length === 0) return { tally, obstacles: [] };
  const obstacles: Obstacle[] = [];
  const siteNames = writes.flatMap(({ row }) => row.lines.map((line) => line.siteExternalId));
  const siteIds = await readIds(
    tx,
    'site',
    batch,
    siteNames.filter((name) => name !== null),
  );
  const siteId = resolver(siteIds, 'site_unknown', 'site', obstacles);
  const invoiceId = resolver(
    await readIds(
      tx,
      'invoice',
      batch,
      writes.flatMap(({ row }) => invoiceNames(row)),
    ),
    'invoice_unknown',
    'invoice',
    obstacles,
  );
  const documents = writes.map((write): Document => {
    const { index, row, known } = write;
    row.lines.forEach((line, n) => {
      if (line.siteExternalId !== null) siteId(index, `lines/${n}/siteExternalId`, line.siteExternalId);
    });
    const ofInvoiceId = invoiceId(index, 'ofInvoiceExternalId', row.ofInvoiceExternalId);
    if (known && known.ofInvoiceId !== ofInvoiceId)
      obstacles.push({
        index,
        path: 'ofInvoiceExternalId',
        code: 'invoice_of_credit_note_changed',
        message: 'A credit note stays with the invoice that it was issued for.',
      });
    const allocations = row.allocations.map((allocation, n) => ({
      invoiceId: invoiceId(index, `allocations/${n}/invoiceExternalId`, allocation.invoiceExternalId),
      amountCents: allocation.amountCents,
    }));
    return { ...write, id: known?.id ?? batch.newId(), ofInvoiceId, amounts: sumByInvoice(allocations) };
  });
  if (obstacles.length > 0) return { tally, obstacles };

  const wishes = documents.map(({ index, id, amounts }) => ({ index, documentId: id, amounts }));
  const additions = await takeBack(tx, batch, 'credit_note', wishes);
  await upsert(tx, batch, documents);
  const lines = documents.map(({ id, known, row }) => ({
    documentId: id,
    isNew: known === null,
    lines: row.lines,
  }));
  await replaceLines(tx, creditNoteLines, batch, lines, siteIds);
  const at = new Map(
    documents.map(({ id, known, row }) => [id, known ? batch.now : momentOf(row.issuedOn, batch.timeZone)]),
  );
  return { tally, obstacles: await book(tx, batch, { giver: 'credit_note', additions, at }) };
};

const invoiceNames = (row: CreditNoteRow): string[] => [
  row.ofInvoiceExternalId,
  ...row.allocations.map((allocation) => allocation.invoiceExternalId),
];

const readKnownCreditNotes = (tx: Tx, batch: Batch, rows: readonly Incoming<CreditNoteRow>[]) => tx<
  KnownCreditNote[]
>`
  select id, external_id as "externalId", source_updated_at as "sourceUpdatedAt", encode(content_hash, 'hex') as "contentHash",
    of_invoice_id as "ofInvoiceId"
  from credit_note where client_id = ${batch.clientId} and source = ${batch.source} and external_id = any(${externalIds(rows)}::text[])
  order by id for update`;

async function upsert(tx: Tx, batch: Batch, documents: readonly Document[]): Promise<void> {
  const records = documents.map((document) => ({
    ...originOf(document),
    id: document.id,
    number: document.row.number,
    issued_on: document.row.issuedOn,
    of_invoice_id: document.ofInvoiceId,
    reason: document.row.reason,
    gst_rounding_method: document.row.gstRoundingMethod,
    net_cents: document.row.netCents,
    gst_cents: document.row.gstCents,
    total_cents: document.row.totalCents,
  }));
  await tx`
    insert into credit_note as stored (client_id, id, number, issued_on, of_invoice_id, reason, gst_rounding_method, net_cents, gst_cents, total_cents,
      source, external_id, source_updated_at, provenance, synced_at, content_hash)
    select ${batch.clientId}, id, number, issued_on, of_invoice_id, reason, gst_rounding_method, net_cents, gst_cents, total_cents,
      ${batch.source}, external_id, source_updated_at, 'synced', ${batch.now}, decode(content_hash, 'hex')
    from jsonb_to_recordset(${tx.json(records)}) as r (id uuid, number text, issued_on date, of_invoice_id uuid, reason text, gst_rounding_method text,
      net_cents bigint, gst_cents bigint, total_cents bigint, external_id text, source_updated_at timestamptz, content_hash text)
    on conflict (client_id, source, external_id) do update set
      number = excluded.number, issued_on = excluded.issued_on, reason = excluded.reason, gst_rounding_method = excluded.gst_rounding_method,
      net_cents = excluded.net_cents, gst_cents = excluded.gst_cents, total_cents = excluded.total_cents, version = stored.version + 1,
      source_updated_at = excluded.source_updated_at, provenance = excluded.provenance, synced_at = excluded.synced_at,
      content_hash = excluded.content_hash`;
}
