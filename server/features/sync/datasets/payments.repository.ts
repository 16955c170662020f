import type { Tx } from '../../../db/db.ts';
import { sumByInvoice } from '../allocations.model.ts';
import type { PaymentRow } from '../sync.contract.ts';
import { type Incoming, type Known, sortRows } from '../sync.model.ts';
import { book, takeBack } from './allocations.repository.ts';
import { momentOf } from './day-moment.ts';
import {
  type Batch,
  confirm,
  type Obstacle,
  originOf,
  readIds,
  readKnown,
  resolver,
  type Writer,
} from './writer.ts';

type Document = Incoming<PaymentRow> & { known: Known | null; id: string; amounts: Map<string, number> };

/** Money that the contractor received by its own ways: what came through the portal is known here already. */
export const writePayments: Writer<PaymentRow> = async (tx, batch, rows) => {
  const echoes = await readEchoes(tx, batch, rows);
  const own = rows.filter(({ row }) => !echoes.has(row.reference) || row.rail !== 'card');
  const { writes, confirmed, tally } = sortRows(own, await readKnown(tx, 'payment', batch, own));
  tally.unchanged += rows.length - own.length;
  await confirm(tx, 'payment', batch, confirmed);
  if (writes.length === 0) return { tally, obstacles: [] };
  const obstacles: Obstacle[] = [];
  const names = writes.flatMap(({ row }) =>
    row.allocations.map((allocation) => allocation.invoiceExternalId),
  );
  const invoiceId = resolver(
    await readIds(tx, 'invoice', batch, names),
    'invoice_unknown',
    'invoice',
    obstacles,
  );
  const documents = writes.map((write): Document => {
    const allocations = write.row.allocations.map((allocation, n) => ({
      invoiceId: invoiceId(write.index, `allocations/${n}/invoiceExternalId`, allocation.invoiceExternalId),
      amountCents: allocation.amountCents,
    }));
    return { ...write, id: write.known?.id ?? batch.newId(), amounts: sumByInvoice(allocations) };
  });
  if (obstacles.length > 0) return { tally, obstacles };

  const wishes = documents.map(({ index, id, amounts }) => ({ index, documentId: id, amounts }));
  const additions = await takeBack(tx, batch, 'payment', wishes);
  await upsert(tx, batch, documents);
  await noteLines(tx, batch, documents);
  const at = new Map(
    documents.map(({ id, known, row }) => [id, known ? batch.now : momentOf(row.receivedOn, batch.timeZone)]),
  );
  return { tally, obstacles: await book(tx, batch, { giver: 'payment', additions, at }) };
};

/**
 * A core system that was told of a card payment of the portal tells it back to us: by our receipt's number, the
 * vendor's reference or our id. It must not count twice.
 */
async function readEchoes(
  tx: Tx,
  batch: Batch,
  rows: readonly Incoming<PaymentRow>[],
): Promise<ReadonlySet<string>> {
  const references = rows.filter(({ row }) => row.rail === 'card').map(({ row }) => row.reference);
  if (references.length === 0) return new Set();
  const found = await tx<{ names: (string | null)[] }[]>`
    select array[p.id::text, p.vendor_ref, r.number] as names
    from payment p left join receipt r on r.client_id = p.client_id and r.payment_id = p.id
    where p.client_id = ${batch.clientId} and p.source is null
      and (p.id::text = any(${references}::text[]) or p.vendor_ref = any(${references}::text[]) or r.number = any(${references}::text[]))`;
  return new Set(found.flatMap(({ names }) => names.filter((name) => name !== null)));
}

async function upsert(tx: Tx, batch: Batch, documents: readonly Document[]): Promise<void> {
  const records = documents.map((document) => ({
    ...originOf(document),
    id: document.id,
    rail: document.row.rail,
    amount_cents: document.row.amountCents,
    reference: document.row.reference,
    received_on: document.row.receivedOn,
    received_at: momentOf(document.row.receivedOn, batch.timeZone).toISOString(),
  }));
  await tx`
    insert into payment as stored (client_id, id, rail, status, amount_cents, captured_cents, reference, created_at, received_on, cleared_at,
      source, external_id, source_updated_at, provenance, synced_at, content_hash)
    select ${batch.clientId}, id, rail, 'succeeded', amount_cents, amount_cents, reference, received_at, received_on, received_at,
      ${batch.source}, external_id, source_updated_at, 'synced', ${batch.now}, decode(content_hash, 'hex')
    from jsonb_to_recordset(${tx.json(records)}) as r (id uuid, rail text, amount_cents bigint, reference text, received_on date, received_at timestamptz,
      external_id text, source_updated_at timestamptz, content_hash text)
    on conflict (client_id, source, external_id) do update set
      rail = excluded.rail, amount_cents = excluded.amount_cents, captured_cents = excluded.captured_cents, reference = excluded.reference,
      received_on = excluded.received_on, cleared_at = excluded.cleared_at, version = stored.version + 1,
      source_updated_at = excluded.source_updated_at, synced_at = excluded.synced_at, content_hash = excluded.content_hash`;
}

/** Which invoices the payer named; how much of it counts is the ledger's to say. */
async function noteLines(tx: Tx, batch: Batch, documents: readonly Document[]): Promise<void> {
  const records = documents.flatMap(({ id, amounts }) =>
    [...amounts].map(([invoiceId, amountCents]) => ({
      payment_id: id,
      invoice_id: invoiceId,
      amount_cents: amountCents,
    })),
  );
  if (records.length > 0)
    await tx`
      insert into payment_line (client_id, payment_id, invoice_id, amount_cents)
      select ${batch.clientId}, payment_id, invoice_id, amount_cents
      from jsonb_to_recordset(${tx.json(records)}) as r (payment_id uuid, invoice_id uuid, amount_cents bigint)
      on conflict do nothing`;
}
