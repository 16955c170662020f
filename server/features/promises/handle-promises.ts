import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { publish } from '../../db/publish.ts';
import type { Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { dayIn } from '../invoices/index.ts';
import type { PromiseList, PromiseRequest, PromiseToPay } from './promises.contract.ts';
import { aboveBalance, dayRefused, notFound, notPayable } from './promises.errors.ts';
import { promiseStatusOf } from './promises.model.ts';
import {
  findPromise,
  hasInvoice,
  insertPromise,
  lockInvoiceToPromise,
  type PromiseRow,
  selectPromises,
  withdrawPromiseRow,
} from './promises.repository.ts';

type PromiseDeps = Pick<Deps, 'db' | 'clock' | 'supplier'>;
type Request<Input> = { ctx: Ctx; deps: PromiseDeps; input: Input };

const yearMs = 366 * 86_400_000;

/** Promises for an invoice, newest first. */
export async function listPromises({ ctx, deps, input }: Request<{ id: string }>): Promise<PromiseList> {
  const { timeZone } = deps.supplier;
  const now = deps.clock.now();
  const clientId = clientIdOf(ctx.scope);
  const rows = await deps.db.read(ctx.scope, async (tx) => {
    if (!(await hasInvoice(tx, clientId, input.id))) throw notFound();
    return selectPromises(tx, clientId, timeZone, input.id);
  });
  return {
    items: rows.map((row) => toPromise(row, dayIn(timeZone, now))),
    nextCursor: null,
    asOf: now.toISOString(),
  };
}

type New = { id: string; invoiceId: string; request: PromiseRequest };

/** The payer says when it will pay. All open promises of an invoice together stay within what is owed. */
export async function promiseToPay({ ctx, deps, input }: Request<New>): Promise<PromiseToPay> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const { timeZone } = deps.supplier;
  const now = deps.clock.now();
  const today = dayIn(timeZone, now);
  const { promisedOn, amountCents, note } = input.request;
  return deps.db.write(scope, async (tx) => {
    const invoice = await lockInvoiceToPromise(tx, clientId, input.invoiceId, today);
    if (!invoice) throw notFound();
    const known = await findPromise(tx, clientId, timeZone, input.id);
    if (known) return toPromise(known, today);
    if (promisedOn < today || promisedOn > dayIn(timeZone, new Date(now.getTime() + yearMs)))
      throw dayRefused();
    if (invoice.balanceCents === 0) throw notPayable();
    if (amountCents > invoice.balanceCents - invoice.promisedCents) throw aboveBalance();
    const by = { by: scope.actor.id, byName: scope.actor.name, at: now };
    await insertPromise(tx, clientId, {
      id: input.id,
      invoiceId: input.invoiceId,
      amountCents,
      promisedOn,
      note,
      ...by,
    });
    const row = await findPromise(tx, clientId, timeZone, input.id);
    if (!row) throw new Error('a promise just written is gone');
    await announce(tx, scope, { action: 'promise.made', row, siteIds: invoice.siteIds });
    return toPromise(row, today);
  });
}

/** Takes a promise back; twice is once. */
export async function withdrawPromise({ ctx, deps, input }: Request<{ id: string }>): Promise<PromiseToPay> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const { timeZone } = deps.supplier;
  const now = deps.clock.now();
  const today = dayIn(timeZone, now);
  return deps.db.write(scope, async (tx) => {
    const row = await findPromise(tx, clientId, timeZone, input.id);
    const invoice = row && (await lockInvoiceToPromise(tx, clientId, row.invoiceId, today));
    if (!row || !invoice) throw notFound();
    if (!(await withdrawPromiseRow(tx, clientId, input.id, now))) return toPromise(row, today);
    await announce(tx, scope, { action: 'promise.withdrawn', row, siteIds: invoice.siteIds });
    return toPromise({ ...row, withdrawnAt: now }, today);
  });
}

async function announce(
  tx: Tx,
  scope: Scope,
  { action, row, siteIds }: { action: string; row: PromiseRow; siteIds: readonly string[] },
): Promise<void> {
  await audit(tx, scope, {
    action,
    subjectType: 'promise',
    subjectId: row.id,
    detail: { invoiceId: row.invoiceId, amountCents: row.amountCents, promisedOn: row.promisedOn },
  });
  await publish(tx, scope, {
    topic: 'invoice.changed',
    subjectType: 'invoice',
    subjectId: row.invoiceId,
    capability: 'invoices:read',
    siteIds,
  });
}

const toPromise = (row: PromiseRow, today: string): PromiseToPay => ({
  id: row.id,
  invoiceId: row.invoiceId,
  invoiceNumber: row.invoiceNumber,
  amountCents: row.amountCents,
  promisedOn: row.promisedOn,
  note: row.note,
  status: promiseStatusOf({ ...row, withdrawn: row.withdrawnAt !== null }, today),
  settledCents: row.settledCents,
  promisedBy: row.promisedByName,
  promisedAt: row.promisedAt.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
});

function clientIdOf(scope: Scope): string {
  if (scope.clientId === null) throw new Error('a promise needs a client');
  return scope.clientId;
}
