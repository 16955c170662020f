import type { Tx } from '../../../db/db.ts';
import type { InvoiceRow } from '../sync.contract.ts';
import { type Incoming, type Known, sortRows } from '../sync.model.ts';
import { invoiceLines, replaceLines } from './document-lines.repository.ts';
import { takenNumbers } from './numbers.repository.ts';
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

type KnownInvoice = Known & { allocatedCents: number };

export const writeInvoices: Writer<InvoiceRow> = async (tx, batch, rows) => {
  const { writes, confirmed, tally } = sortRows(rows, await readKnownInvoices(tx, batch, rows));
  await confirm(tx, 'invoice', batch, confirmed);
  const names = writes.flatMap(({ row }) => row.lines.map((line) => line.siteExternalId));
  const siteIds = await readIds(
    tx,
    'site',
    batch,
    names.filter((name) => name !== null),
  );
  const obstacles = [...(await takenNumbers(tx, batch, writes)), ...writes.flatMap(belowAllocated)];
  const siteId = resolver(siteIds, 'site_unknown', 'site', obstacles);
  const documents = writes.map((write) => ({
    ...write,
    id: write.known?.id ?? batch.newId(),
    siteIds: sitesOf(write, siteId),
  }));
  if (obstacles.length > 0 || documents.length === 0) return { tally, obstacles };
  await upsert(tx, batch, documents);
  const lines = documents.map(({ id, known, row }) => ({
    documentId: id,
    isNew: known === null,
    lines: row.lines,
  }));
  await replaceLines(tx, invoiceLines, batch, lines, siteIds);
  return { tally, obstacles };
};

const readKnownInvoices = (tx: Tx, batch: Batch, rows: readonly Incoming<InvoiceRow>[]) => tx<KnownInvoice[]>`
  select id, external_id as "externalId", source_updated_at as "sourceUpdatedAt", encode(content_hash, 'hex') as "contentHash",
    allocated_cents as "allocatedCents"
  from invoice where client_id = ${batch.clientId} and source = ${batch.source} and external_id = any(${externalIds(rows)}::text[])
  order by id for update`;

/** Money that is booked stays booked: payments move first, then the total may fall. */
function belowAllocated({
  index,
  row,
  known,
}: Incoming<InvoiceRow> & { known: KnownInvoice | null }): Obstacle[] {
  if (!known || row.totalCents >= known.allocatedCents) return [];
  const message = `${known.allocatedCents} is allocated to this invoice.`;
  return [{ index, path: 'totalCents', code: 'total_below_allocated', message }];
}

const sitesOf = (
  { index, row }: Incoming<InvoiceRow>,
  siteId: (index: number, path: string, name: string) => string,
): string[] => [
  ...new Set(
    row.lines.flatMap((line, n) =>
      line.siteExternalId === null ? [] : siteId(index, `lines/${n}/siteExternalId`, line.siteExternalId),
    ),
  ),
];

/** What the list's search looks through. */
function searchText(row: InvoiceRow): string {
  const texts = [
    row.number,
    row.poNumber,
    row.contractNumber,
    ...row.lines.flatMap((line) => [line.workbillNumber, line.contractNumber, line.description]),
  ];
  return [...new Set(texts.filter((text) => text !== null))].join('\n').toLowerCase();
}

type Document = Incoming<InvoiceRow> & { id: string; siteIds: string[] };

async function upsert(tx: Tx, batch: Batch, documents: readonly Document[]): Promise<void> {
  const records = documents.map((document) => ({
    ...originOf(document),
    id: document.id,
    number: document.row.number,
    issued_on: document.row.issuedOn,
    due_on: document.row.dueOn,
    gst_rounding_method: document.row.gstRoundingMethod,
    net_cents: document.row.netCents,
    gst_cents: document.row.gstCents,
    total_cents: document.row.totalCents,
    standing: document.row.status,
    po_number: document.row.poNumber,
    contract_number: document.row.contractNumber,
    site_ids: document.siteIds,
    search_text: searchText(document.row),
  }));
  await tx`
    insert into invoice as stored (client_id, id, number, issued_on, due_on, gst_rounding_method, net_cents, gst_cents, total_cents, standing,
      po_number, contract_number, site_ids, search_text, source, external_id, source_updated_at, provenance, synced_at, content_hash)
    select ${batch.clientId}, id, number, issued_on, due_on, gst_rounding_method, net_cents, gst_cents, total_cents, standing,
      po_number, contract_number, site_ids, search_text, ${batch.source}, external_id, source_updated_at, 'synced', ${batch.now},
      decode(content_hash, 'hex')
    from jsonb_to_recordset(${tx.json(records)}) as r (id uuid, number text, issued_on date, due_on date, gst_rounding_method text, net_cents bigint,
      gst_cents bigint, total_cents bigint, standing text, po_number text, contract_number text, site_ids uuid[], search_text text,
      external_id text, source_updated_at timestamptz, content_hash text)
    on conflict (client_id, source, external_id) do update set
      number = excluded.number, issued_on = excluded.issued_on, due_on = excluded.due_on, gst_rounding_method = excluded.gst_rounding_method,
      net_cents = excluded.net_cents, gst_cents = excluded.gst_cents, total_cents = excluded.total_cents, standing = excluded.standing,
      po_number = excluded.po_number, contract_number = excluded.contract_number, site_ids = excluded.site_ids,
      search_text = excluded.search_text, version = stored.version + 1, source_updated_at = excluded.source_updated_at,
      provenance = excluded.provenance, synced_at = excluded.synced_at, content_hash = excluded.content_hash`;
}
