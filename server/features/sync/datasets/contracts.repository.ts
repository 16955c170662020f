import type { ContractRow } from '../sync.contract.ts';
import { sortRows } from '../sync.model.ts';
import { confirm, type Obstacle, originOf, readIds, readKnown, resolver, type Writer } from './writer.ts';

export const writeContracts: Writer<ContractRow> = async (tx, batch, rows) => {
  const { writes, confirmed, tally } = sortRows(rows, await readKnown(tx, 'contract', batch, rows));
  await confirm(tx, 'contract', batch, confirmed);
  const obstacles: Obstacle[] = [];
  const names = writes.flatMap(({ row }) => row.siteExternalIds);
  const siteId = resolver(await readIds(tx, 'site', batch, names), 'site_unknown', 'site', obstacles);
  const records = writes.map((write) => ({
    ...originOf(write),
    id: write.known?.id ?? batch.newId(),
    number: write.row.number,
    title: write.row.title,
    starts_on: write.row.startsOn,
    ends_on: write.row.endsOn,
    status: write.row.status,
    annual_value_cents: write.row.annualValueCents,
    site_ids: [
      ...new Set(
        write.row.siteExternalIds.map((name, n) => siteId(write.index, `siteExternalIds/${n}`, name)),
      ),
    ],
  }));
  if (obstacles.length === 0 && records.length > 0)
    await tx`
      insert into contract as stored (client_id, id, number, title, starts_on, ends_on, status, annual_value_cents, site_ids,
        source, external_id, source_updated_at, provenance, synced_at, content_hash)
      select ${batch.clientId}, id, number, title, starts_on, ends_on, status, annual_value_cents, site_ids,
        ${batch.source}, external_id, source_updated_at, 'synced', ${batch.now}, decode(content_hash, 'hex')
      from jsonb_to_recordset(${tx.json(records)}) as r (id uuid, number text, title text, starts_on date, ends_on date, status text,
        annual_value_cents bigint, site_ids uuid[], external_id text, source_updated_at timestamptz, content_hash text)
      on conflict (client_id, source, external_id) do update set
        number = excluded.number, title = excluded.title, starts_on = excluded.starts_on, ends_on = excluded.ends_on, status = excluded.status,
        annual_value_cents = excluded.annual_value_cents, site_ids = excluded.site_ids, version = stored.version + 1,
        source_updated_at = excluded.source_updated_at, provenance = excluded.provenance, synced_at = excluded.synced_at,
        content_hash = excluded.content_hash`;
  return { tally, obstacles };
};
