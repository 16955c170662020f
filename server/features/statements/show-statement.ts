import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { ageReceivables, dayIn, supplierParty } from '../invoices/index.ts';
import type { Statement, StatementQuery } from './statements.contract.ts';
import { backwards } from './statements.errors.ts';
import { dayBefore, firstOfMonth, foot } from './statements.model.ts';
import {
  type Frame,
  readBalance,
  readHolder,
  selectActivity,
  selectOpenItems,
} from './statements.repository.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin'>;
  input: StatementQuery;
};

/**
 * The one model of a statement: JSON, PDF and CSV all show this. An asker who may see some sites alone, or names some,
 * gets what their invoices say; payments then count as far as they were used there.
 */
export async function showStatement({ ctx, deps, input }: Args): Promise<Statement> {
  const now = deps.clock.now();
  const { timeZone } = deps.supplier;
  const today = dayIn(timeZone, now);
  const isActivity = input.mode === 'activity';
  const to = (isActivity ? input.to : input.asAt) ?? today;
  const from = isActivity ? (input.from ?? firstOfMonth(to)) : null;
  if (from !== null && from > to) throw backwards();
  const frame: Frame = { timeZone, siteIds: sitesOf(ctx, input) };

  const read = await deps.db.read(ctx.scope, async (tx) => ({
    holder: await readHolder(tx, ctx.scope, frame, to),
    openingCents: from === null ? 0 : await readBalance(tx, ctx.scope, frame, dayBefore(from)),
    entries:
      from === null
        ? await selectOpenItems(tx, ctx.scope, frame, to)
        : await selectActivity(tx, ctx.scope, frame, { from, to }),
  }));
  const aging = await ageReceivables({
    ctx,
    deps,
    input: { asAt: to, ...(input.siteId ? { siteId: input.siteId } : {}) },
  });
  const { holder } = read;
  return {
    mode: input.mode,
    currency: 'AUD',
    from,
    to,
    wholeAccount: frame.siteIds === null,
    sites: holder.sites,
    supplier: supplierParty(deps.supplier),
    client: { legalName: holder.legalName, abn: holder.abn, addressLines: holder.addressLines },
    openingCents: read.openingCents,
    ...foot(read.openingCents, read.entries, to),
    aging: {
      buckets: aging.buckets,
      totalCents: aging.totalCents,
      overdueCents: aging.overdueCents,
    },
    disputedCents: aging.disputedCents,
    promisedCents: aging.promisedCents,
    unallocatedCents: holder.unallocatedCents,
    payUrl: `${deps.origin}/invoices`,
    syncedAt: holder.syncedAt?.toISOString() ?? null,
    asOf: now.toISOString(),
  };
}

function sitesOf({ scope }: Ctx, { siteId }: StatementQuery): readonly string[] | null {
  if (siteId?.length) return siteId;
  return scope.siteIds === 'all' ? null : scope.siteIds;
}
