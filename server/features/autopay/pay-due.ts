import type { Logger } from 'pino';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import { findMethod } from '../payment-methods/index.ts';
import { payInvoices } from '../payments/index.ts';
import {
  findRule,
  listReady,
  lockRun,
  type ReadyRun,
  type RuleRow,
  readBalance,
  updateRun,
} from './autopay.repository.ts';

type PayDeps = Pick<
  Deps,
  'db' | 'identityDb' | 'clock' | 'ids' | 'queue' | 'gateways' | 'rails' | 'supplier'
>;
type Work = { deps: PayDeps; log: Logger; scope: Scope; today: string };

/**
 * Pays what was announced for today or before. The payment's id is written before it is opened, so a repeat after a crash
 * comes to the same payment. One payment an invoice: one that is refused keeps no other from being paid.
 * @returns how many payments were opened
 */
export async function payDue({ deps, log, scope, today }: Work): Promise<number> {
  const clientId = scope.clientId ?? '';
  const { rule, runs } = await deps.db.read(scope, async (tx) => ({
    rule: await findRule(tx, clientId),
    runs: await listReady(tx, clientId, today),
  }));
  let opened = 0;
  for (const run of runs) if (await payOne({ deps, log, scope, today }, rule, run)) opened += 1;
  return opened;
}

async function payOne({ deps, log, scope }: Work, rule: RuleRow | null, run: ReadyRun): Promise<boolean> {
  const clientId = scope.clientId ?? '';
  const prepared = await prepare({ deps, scope }, rule, run);
  if (prepared === 'done') return false;
  if ('reason' in prepared) {
    await close({ deps, scope }, run, { outcome: 'skipped', reason: prepared.reason });
    return false;
  }
  const { paymentId, amountCents, kind, methodId } = prepared;
  try {
    await payInvoices({
      ctx: { scope, log },
      deps,
      input: {
        id: paymentId,
        request: {
          lines: [{ invoiceId: run.invoiceId, amountCents, poNumber: run.poNumber, costCentre: null }],
          credits: [],
          expectedTotalCents: amountCents,
          // The notice named the invoice's amount and nothing on top: more than that was never agreed to.
          expectedSurchargeCents: 0,
          rail: kind,
          paymentMethodId: methodId,
          clientReference: 'Autopay',
          receiptEmail: rule?.noticeEmail ?? null,
        },
      },
    });
  } catch (error) {
    // What a payer would be told, the rule writes down; anything else is tried again by the job.
    if (!(error instanceof Fault)) throw error;
    log.info({ clientId, invoiceId: run.invoiceId, code: error.code }, 'autopay left an invoice to people');
    await close({ deps, scope }, run, { outcome: 'skipped', reason: error.code });
    return false;
  }
  await close({ deps, scope }, run, { outcome: 'opened' });
  return true;
}

type Prepared =
  | { paymentId: string; amountCents: number; kind: 'card' | 'becs' | 'payto'; methodId: string }
  | { reason: string }
  /** By another worker. */
  | 'done';

/** Asks everything again: since the notice the rule, the method or the invoice may have changed. */
async function prepare(
  { deps, scope }: Pick<Work, 'deps' | 'scope'>,
  rule: RuleRow | null,
  run: ReadyRun,
): Promise<Prepared> {
  const clientId = scope.clientId ?? '';
  if (!rule?.enabled) return { reason: 'switched_off' };
  return deps.db.write(scope, async (tx): Promise<Prepared> => {
    const standing = await lockRun(tx, clientId, run);
    if (standing?.outcome !== 'announced' && standing?.outcome !== 'opening') return 'done';
    const method = await findMethod(tx, clientId, rule.paymentMethodId);
    if (method?.status !== 'active') return { reason: 'payment_method_not_usable' };
    const use = { kind: method.kind, methodId: method.id };
    // Opened by a worker that is at it still, or that died: the same payment, with the amount that it was opened with.
    if (standing.paymentId !== null)
      return { ...use, paymentId: standing.paymentId, amountCents: standing.amountCents };
    const still = await readBalance(tx, clientId, run.invoiceId);
    if (!still || still.balanceCents <= 0) return { reason: 'paid_already' };
    if (still.balanceCents > rule.maxCents) return { reason: 'above_the_rule' };
    if (still.isDisputed && rule.excludesDisputed) return { reason: 'disputed' };
    const opening = { paymentId: deps.ids.next(), amountCents: still.balanceCents };
    await updateRun(tx, clientId, run, { outcome: 'opening', ...opening, at: deps.clock.now() });
    return { ...use, ...opening };
  });
}

async function close(
  { deps, scope }: Pick<Work, 'deps' | 'scope'>,
  run: ReadyRun,
  change: { outcome: 'opened' | 'skipped'; reason?: string },
): Promise<void> {
  await deps.db.write(scope, (tx) =>
    updateRun(tx, scope.clientId ?? '', run, { ...change, at: deps.clock.now() }),
  );
}
