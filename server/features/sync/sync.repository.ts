import postgres from 'postgres';
import { enterScope, type Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Rows } from './check-row.model.ts';
import { writeClients } from './datasets/clients.repository.ts';
import { writeContracts } from './datasets/contracts.repository.ts';
import { writeCreditNotes } from './datasets/credit-notes.repository.ts';
import { writeInvoices } from './datasets/invoices.repository.ts';
import { writePayments } from './datasets/payments.repository.ts';
import { writeSites } from './datasets/sites.repository.ts';
import { writeUsers } from './datasets/users.repository.ts';
import type { Batch, Obstacle, Writer } from './datasets/writer.ts';
import type { Dataset, SyncReport } from './sync.contract.ts';
import { addTally, type Incoming, noTally, type Tally } from './sync.model.ts';

const writers: { [D in Dataset]: Writer<Rows[D]> } = {
  clients: writeClients,
  sites: writeSites,
  users: writeUsers,
  contracts: writeContracts,
  invoices: writeInvoices,
  'credit-notes': writeCreditNotes,
  payments: writePayments,
};

/** One batch of a source's dataset at a time, so that two pushes never interleave. */
export async function lockStream(tx: Tx, source: string, dataset: Dataset): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`sync:${dataset}:${source}`}, 0))`;
}

export async function findBatch(
  tx: Tx,
  { source, dataset, batchId }: { source: string; dataset: Dataset; batchId: string },
): Promise<{ requestHash: string; report: SyncReport } | undefined> {
  const [row] = await tx<{ requestHash: string; report: SyncReport }[]>`
    select encode(request_hash, 'hex') as "requestHash", report from sync_batch
    where source = ${source} and dataset = ${dataset} and batch_id = ${batchId}`;
  return row;
}

export async function recordBatch(
  tx: Tx,
  source: string,
  requestHash: string,
  report: SyncReport,
): Promise<void> {
  await tx`
    insert into sync_batch (source, dataset, batch_id, request_hash, report)
    values (${source}, ${report.dataset}, ${report.batchId}, decode(${requestHash}, 'hex'), ${tx.json(report)})`;
}

/** Ids of clients by the source's ids. The house sees every client. */
export async function readClientIds(
  tx: Tx,
  source: string,
  names: Iterable<string>,
): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; externalId: string }[]>`
    select client_id as id, external_id as "externalId" from client
    where source = ${source} and external_id = any(${[...new Set(names)]}::text[])`;
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

export type ClientPart<D extends Dataset> = { clientId: string; rows: Incoming<Rows[D]>[] };
export type ClientOutcome = { clientId: string; tally: Tally };
export type Applied = { tally: Tally; clients: ClientOutcome[]; obstacles: Obstacle[] };

/** Writes client after client, each in its own scope and in the order of ids, so that two batches cannot lock crosswise. */
export async function applyParts<D extends Dataset>(
  tx: Tx,
  scope: Scope,
  dataset: D,
  batch: Omit<Batch, 'clientId'>,
  parts: readonly ClientPart<D>[],
): Promise<Applied> {
  const write: Writer<Rows[D]> = writers[dataset];
  const applied: Applied = { tally: noTally(), clients: [], obstacles: [] };
  for (const { clientId, rows } of [...parts].sort((a, b) => (a.clientId < b.clientId ? -1 : 1))) {
    await enterScope(tx, { ...scope, clientId });
    const { tally, obstacles } = await write(tx, { ...batch, clientId }, rows);
    applied.tally = addTally(applied.tally, tally);
    applied.clients.push({ clientId, tally });
    applied.obstacles.push(...obstacles);
  }
  return applied;
}

/** Whether a write met a unique key (SQLSTATE 23505). */
export const isKeyTaken = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.code === '23505';
