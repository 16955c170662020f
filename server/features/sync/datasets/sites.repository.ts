import type { SiteRow } from '../sync.contract.ts';
import { sortRows } from '../sync.model.ts';
import { confirm, originOf, readKnown, type Writer } from './writer.ts';

export const writeSites: Writer<SiteRow> = async (tx, batch, rows) => {
  const { writes, confirmed, tally } = sortRows(rows, await readKnown(tx, 'site', batch, rows));
  await confirm(tx, 'site', batch, confirmed);
  const records = writes.map((write) => ({
    ...originOf(write),
    id: write.known?.id ?? batch.newId(),
    code: write.row.code,
    name: write.row.name,
    street_address: write.row.streetAddress,
    suburb: write.row.suburb,
    state: write.row.state,
    postcode: write.row.postcode,
    time_zone: write.row.timeZone,
  }));
  if (records.length > 0)
    await tx`
      insert into site as stored (client_id, id, code, name, street_address, suburb, state, postcode, time_zone,
        source, external_id, source_updated_at, provenance, synced_at, content_hash)
      select ${batch.clientId}, id, code, name, street_address, suburb, state, postcode, time_zone,
        ${batch.source}, external_id, source_updated_at, 'synced', ${batch.now}, decode(content_hash, 'hex')
      from jsonb_to_recordset(${tx.json(records)}) as r (id uuid, code text, name text, street_address text, suburb text, state text, postcode text,
        time_zone text, external_id text, source_updated_at timestamptz, content_hash text)
      on conflict (client_id, source, external_id) do update set
        code = excluded.code, name = excluded.name, street_address = excluded.street_address, suburb = excluded.suburb, state = excluded.state,
        postcode = excluded.postcode, time_zone = excluded.time_zone, version = stored.version + 1, source_updated_at = excluded.source_updated_at,
        provenance = excluded.provenance, synced_at = excluded.synced_at, content_hash = excluded.content_hash`;
  return { tally, obstacles: [] };
};
