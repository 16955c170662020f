import type { Db, Tx } from '../../db/db.ts';
import { houseScope } from '../../db/scope.ts';
import { type ChainEntry, type ChainFault, type ChainHead, checkChain } from './audit-log.model.ts';

export type ChainReport = { clientId: string; entries: number; head: string; fault: ChainFault | null };

const houseChain = '00000000-0000-0000-0000-000000000000';
const pageSize = 5_000;

/**
 * Checks every audit chain from its first entry to its head, and against checkpoints that were kept outside the
 * database: without one, a removed tail together with a moved head would not show.
 */
export async function verifyAudit({
  db,
  checkpoints,
}: {
  db: Db;
  checkpoints: ReadonlyMap<string, ChainHead>;
}): Promise<ChainReport[]> {
  const scope = (clientId: string | null) => houseScope('verify-audit', '0'.repeat(32), clientId);
  const clients = await db.read(
    scope(null),
    (tx) => tx<{ client_id: string }[]>`select client_id from client order by 1`,
  );
  const reports: ChainReport[] = [];
  for (const clientId of [...clients.map((row) => row.client_id), houseChain]) {
    reports.push(
      await db.read(scope(clientId === houseChain ? null : clientId), (tx) =>
        verifyChain(tx, clientId, checkpoints.get(clientId) ?? null),
      ),
    );
  }
  return reports;
}

async function verifyChain(tx: Tx, clientId: string, checkpoint: ChainHead | null): Promise<ChainReport> {
  const check = checkChain();
  const [head] = await tx<ChainHead[]>`select seq, hash from audit_chain where client_id = ${clientId}`;
  let fault: ChainFault | null = null;
  for (let after = 0; fault === null; after += pageSize) {
    const page = await readPage(tx, clientId, after);
    for (const entry of page) {
      fault ??= check.feed(entry);
      if (fault === null && checkpoint?.seq === entry.seq && !checkpoint.hash.equals(entry.hash))
        fault = { seq: entry.seq, reason: 'changed' };
    }
    if (page.length < pageSize) break;
  }
  fault ??= check.finish(head ?? null);
  if (fault === null && checkpoint && checkpoint.seq > check.count())
    fault = { seq: check.count() + 1, reason: 'tail_missing' };
  return {
    clientId,
    entries: check.count(),
    head: head ? Buffer.from(head.hash).toString('hex') : '',
    fault,
  };
}

const readPage = (tx: Tx, clientId: string, after: number) => tx<ChainEntry[]>`
  select client_id as "clientId", seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
    actor_kind as "actorKind", actor_id as "actorId", action, subject_type as "subjectType", subject_id as "subjectId",
    detail, trace_id as "traceId", prev_hash as "prevHash", hash
  from audit_log where client_id = ${clientId} order by seq offset ${after} limit ${pageSize}`;
