import { audit } from '../../db/audit.ts';
import { enterScope, type Tx } from '../../db/db.ts';
import { publish } from '../../db/publish.ts';
import { houseScope, type Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { FaultDetail } from '../../ports/fault.ts';
import { atRow, checkBatch } from './check-batch.model.ts';
import type { Rows } from './check-row.model.ts';
import type { Dataset, SyncBatch, SyncReport } from './sync.contract.ts';
import { batchIdTaken, batchRefused, syncNotAllowed } from './sync.errors.ts';
import { canonical, type Incoming, sha256Hex } from './sync.model.ts';
import {
  type Applied,
  applyParts,
  type ClientOutcome,
  type ClientPart,
  findBatch,
  isKeyTaken,
  lockStream,
  readClientIds,
  recordBatch,
} from './sync.repository.ts';

type SyncDeps = Pick<Deps, 'db' | 'identityDb' | 'clock' | 'ids' | 'supplier'>;
type Args<D extends Dataset> = { ctx: Ctx; deps: SyncDeps; input: { dataset: D; batch: SyncBatch } };

/** Who hears that a client's facts changed. */
const readers: { [D in Dataset]: string } = {
  clients: 'sites:read',
  sites: 'sites:read',
  users: 'users:manage',
  contracts: 'contracts:read',
  invoices: 'invoices:read',
  'credit-notes': 'invoices:read',
  payments: 'invoices:read',
};

/**
 * Takes a batch of the core system's facts: all of it in one transaction, or nothing. The same batch again is answered
 * with the first report; rows older than what is stored are kept out; what is missing from a batch stays as it is.
 */
export async function receiveBatch<D extends Dataset>({ ctx, deps, input }: Args<D>): Promise<SyncReport> {
  if (!ctx.scope.house || ctx.scope.clientId !== null) throw syncNotAllowed();
  const { dataset, batch } = input;
  const { rows, errors } = checkBatch(dataset, batch);
  if (errors.length > 0) throw batchRefused(errors);
  const requestHash = sha256Hex(canonical({ controlTotals: batch.controlTotals, rows: batch.rows }));
  const scope: Scope = { ...houseScope(ctx.scope.actor.id, ctx.scope.traceId), actor: ctx.scope.actor };
  const db = dataset === 'users' ? deps.identityDb : deps.db;

  const result = await db
    .write(scope, async (tx) => {
      await lockStream(tx, batch.sourceSystem, dataset);
      const earlier = await findBatch(tx, {
        source: batch.sourceSystem,
        dataset,
        batchId: batch.batchId,
      });
      if (earlier && earlier.requestHash !== requestHash) throw batchIdTaken();
      if (earlier) return { report: earlier.report, changed: [] };
      const applied = await applyRows(tx, { deps, scope, dataset, batch, rows });
      if (applied.obstacles.length > 0) throw batchRefused(applied.obstacles.map(toDetail));
      const report: SyncReport = {
        batchId: batch.batchId,
        dataset,
        received: batch.rows.length,
        ...applied.tally,
        asOf: deps.clock.now().toISOString(),
      };
      await recordBatch(tx, batch.sourceSystem, requestHash, report);
      const changed = applied.clients.filter(({ tally }) => tally.inserted + tally.updated > 0);
      await auditEach(tx, scope, { dataset, batch, changed });
      if (dataset !== 'users') await publishEach(tx, scope, dataset, changed);
      return { report, changed };
    })
    .catch(translate);
  // The identity role has no outbox; a hint that is lost in a crash here costs a refresh, not a fact.
  if (dataset === 'users' && result.changed.length > 0)
    await deps.db.write(scope, (tx) => publishEach(tx, scope, dataset, result.changed));
  ctx.log.info({ source: batch.sourceSystem, ...result.report }, 'sync batch');
  return result.report;
}

type Work<D extends Dataset> = {
  deps: SyncDeps;
  scope: Scope;
  dataset: D;
  batch: SyncBatch;
  rows: Incoming<Rows[D]>[];
};

async function applyRows<D extends Dataset>(tx: Tx, work: Work<D>): Promise<Applied> {
  const { deps, scope, dataset, batch, rows } = work;
  const ids = await readClientIds(
    tx,
    batch.sourceSystem,
    rows.map(({ row }) => clientNameOf(row)),
  );
  const parts = new Map<string, ClientPart<D>>();
  const unknown: Applied['obstacles'] = [];
  for (const incoming of rows) {
    const name = clientNameOf(incoming.row);
    // A client row brings its own client into being; every other row needs one that is there.
    const clientId = ids.get(name) ?? (dataset === 'clients' ? deps.ids.next() : undefined);
    if (clientId === undefined) {
      const message = `There is no client ${name}.`;
      unknown.push({ index: incoming.index, path: 'clientExternalId', code: 'client_unknown', message });
      continue;
    }
    ids.set(name, clientId);
    const part = parts.get(clientId) ?? { clientId, rows: [] };
    part.rows.push(incoming);
    parts.set(clientId, part);
  }
  const facts = {
    source: batch.sourceSystem,
    actorId: scope.actor.id,
    newId: () => deps.ids.next(),
    now: deps.clock.now(),
    timeZone: deps.supplier.timeZone,
  };
  const applied = await applyParts(tx, scope, dataset, facts, [...parts.values()]);
  return { ...applied, obstacles: [...unknown, ...applied.obstacles] };
}

const clientNameOf = (row: { externalId: string; clientExternalId?: string }): string =>
  row.clientExternalId ?? row.externalId;

const toDetail = ({ index, path, code, message }: Applied['obstacles'][number]): FaultDetail => ({
  path: atRow(index, path),
  code,
  message,
});

type Changed = { dataset: Dataset; batch: SyncBatch; changed: readonly ClientOutcome[] };

async function auditEach(tx: Tx, scope: Scope, { dataset, batch, changed }: Changed): Promise<void> {
  for (const { clientId, tally } of changed) {
    const own = { ...scope, clientId };
    await enterScope(tx, own);
    await audit(tx, own, {
      action: 'sync.applied',
      subjectType: dataset,
      subjectId: batch.batchId,
      detail: { source: batch.sourceSystem, ...tally },
    });
  }
}

async function publishEach(
  tx: Tx,
  scope: Scope,
  dataset: Dataset,
  changed: readonly ClientOutcome[],
): Promise<void> {
  for (const { clientId } of changed) {
    const own = { ...scope, clientId };
    await enterScope(tx, own);
    await publish(tx, own, {
      topic: 'sync.completed',
      subjectType: 'client',
      subjectId: clientId,
      capability: readers[dataset],
      siteIds: [],
    });
  }
}

/** Two sources that write the same number at once pass the checks and meet at the unique key. */
function translate(error: unknown): never {
  if (isKeyTaken(error))
    throw batchRefused([{ path: 'rows', code: 'already_there', message: 'Another row has the same key.' }]);
  throw error;
}
