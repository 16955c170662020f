import type { Tx } from '../../../db/db.ts';
import type { Incoming, Sourced } from '../sync.model.ts';
import type { Batch, Obstacle } from './writer.ts';

/** A number that another invoice has, stored or in this batch: a renamed id in the source must not double an invoice. */
export async function takenNumbers(
  tx: Tx,
  batch: Batch,
  rows: readonly Incoming<Sourced & { number: string }>[],
): Promise<Obstacle[]> {
  if (rows.length === 0) return [];
  const stored = await tx<{ number: string; source: string; externalId: string }[]>`
    select number, source, external_id as "externalId" from invoice
    where client_id = ${batch.clientId} and number = any(${rows.map(({ row }) => row.number)}::text[])`;
  const owners = new Map(stored.map((owner) => [owner.number, owner]));
  const obstacles: Obstacle[] = [];
  for (const { index, row } of rows) {
    const owner = owners.get(row.number);
    if (owner && (owner.source !== batch.source || owner.externalId !== row.externalId))
      obstacles.push({
        index,
        path: 'number',
        code: 'number_taken',
        message: `${owner.externalId} of ${owner.source} has this number.`,
      });
    owners.set(row.number, { number: row.number, source: batch.source, externalId: row.externalId });
  }
  return obstacles;
}
