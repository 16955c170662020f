import type { ClientRow } from '../sync.contract.ts';
import { sortRows } from '../sync.model.ts';
import { confirm, originOf, readKnown, type Writer } from './writer.ts';

/** One client organisation: `batch.clientId` is its own id, new or known. */
export const writeClients: Writer<ClientRow> = async (tx, batch, rows) => {
  const { writes, confirmed, tally } = sortRows(rows, await readKnown(tx, 'client', batch, rows));
  await confirm(tx, 'client', batch, confirmed);
  const records = writes.map((write) => ({
    ...originOf(write),
    legal_name: write.row.legalName,
    trading_name: write.row.tradingName,
    abn: write.row.abn,
    gst_registered: write.row.gstRegistered,
    payment_terms_days: write.row.paymentTermsDays,
    po_required: write.row.poRequired,
    brand: write.row.brand,
    postal_address: write.row.postalAddress,
  }));
  if (records.length > 0)
    await tx`
      insert into client as stored (client_id, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, brand, postal_address,
        source, external_id, source_updated_at, provenance, synced_at, content_hash)
      select ${batch.clientId}, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, brand, postal_address,
        ${batch.source}, external_id, source_updated_at, 'synced', ${batch.now}, decode(content_hash, 'hex')
      from jsonb_to_recordset(${tx.json(records)}) as r (legal_name text, trading_name text, abn text, gst_registered boolean, payment_terms_days integer,
        po_required boolean, brand text, postal_address text[], external_id text, source_updated_at timestamptz, content_hash text)
      on conflict (client_id) do update set
        legal_name = excluded.legal_name, trading_name = excluded.trading_name, abn = excluded.abn, gst_registered = excluded.gst_registered,
        payment_terms_days = excluded.payment_terms_days, po_required = excluded.po_required, brand = excluded.brand,
        postal_address = excluded.postal_address, version = stored.version + 1, source_updated_at = excluded.source_updated_at,
        provenance = excluded.provenance, synced_at = excluded.synced_at, content_hash = excluded.content_hash`;
  return { tally, obstacles: [] };
};
