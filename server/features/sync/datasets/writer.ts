import type { Tx } from '../../../db/db.ts';
import type { RowIssue } from '../check-row.model.ts';
import type { Incoming, Known, Sorted, Sourced, Tally } from '../sync.model.ts';

/** What a writer knows of the batch it writes for one client. */
export type Batch = {
  source: string;
  clientId: string;
  actorId: string;
  newId: () => string;
  /** When the batch was received. */
  now: Date;
  /** The contractor's: says which moment a day stands for. */
  timeZone: string;
};

/** Something in the way of one row, seen only beside what is stored. */
export type Obstacle = RowIssue & { index: number };
export type Written = { tally: Tally; obstacles: Obstacle[] };

/** Writes one client's rows of a batch, set by set; after an obstacle the whole batch is rolled back. */
export type Writer<Row extends Sourced> = (
  tx: Tx,
  batch: Batch,
  rows: readonly Incoming<Row>[],
) => Promise<Written>;

export type Table = 'client' | 'site' | 'contract' | 'invoice' | 'credit_note' | 'payment';

/** What is stored of these rows, locked in the order of ids that payments lock in too. */
export const readKnown = (
  tx: Tx,
  table: Table,
  batch: Batch,
  rows: readonly Incoming<Sourced>[],
): Promise<Known[]> => tx<Known[]>`
    select ${table === 'client' ? tx`client_id as id` : tx`id`}, external_id as "externalId", source_updated_at as "sourceUpdatedAt",
      encode(content_hash, 'hex') as "contentHash"
    from ${tx(table)}
    where client_id = ${batch.clientId} and source = ${batch.source} and external_id = any(${externalIds(rows)}::text[])
    order by 1 for update`;

/** Moves on the moment of rows that said the same again. */
export async function confirm(
  tx: Tx,
  table: Table,
  batch: Batch,
  confirmed: Sorted<Sourced, Known>['confirmed'],
): Promise<void> {
  if (confirmed.length === 0) return;
  await tx`
    update ${tx(table)} as stored set source_updated_at = r.at, synced_at = ${batch.now}
    from unnest(${confirmed.map(({ row }) => row.externalId)}::text[], ${confirmed.map(({ row }) => new Date(row.sourceUpdatedAt).toISOString())}::text[]::timestamptz[]) as r (external_id, at)
    where stored.client_id = ${batch.clientId} and stored.source = ${batch.source} and stored.external_id = r.external_id`;
}

export const externalIds = (rows: readonly Incoming<Sourced>[]): string[] =>
  rows.map(({ row }) => row.externalId);

/** Our ids of things that rows name by the source's ids. */
export async function readIds(
  tx: Tx,
  table: Table,
  batch: Pick<Batch, 'source' | 'clientId'>,
  names: Iterable<string>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  const rows = await tx<{ id: string; externalId: string }[]>`
    select id, external_id as "externalId" from ${tx(table)}
    where client_id = ${batch.clientId} and source = ${batch.source} and external_id = any(${wanted}::text[])`;
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

/** The facts of a row's origin, as columns for `jsonb_to_recordset`. */
export const originOf = ({ row, hash }: Incoming<Sourced>) => ({
  external_id: row.externalId,
  // In UTC: the database takes fewer offsets than ISO 8601 allows.
  source_updated_at: new Date(row.sourceUpdatedAt).toISOString(),
  content_hash: hash,
});

/** Looks up what a row names; what is not there becomes an obstacle of that row. */
export function resolver(
  ids: ReadonlyMap<string, string>,
  code: string,
  what: string,
  obstacles: Obstacle[],
) {
  return (index: number, path: string, name: string): string => {
    const id = ids.get(name);
    if (id === undefined) obstacles.push({ index, path, code, message: `There is no ${what} ${name}.` });
    return id ?? '';
  };
}
