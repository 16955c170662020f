import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { selectAging } from './aging.repository.ts';
import type { Aging, AgingQuery } from './invoices.contract.ts';
import { bucketKeys, dayIn } from './invoices.model.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: AgingQuery };

/** What the asker's client owes, by how late it is: now, or at the end of any day as the ledger has it. */
export async function ageReceivables({ ctx, deps, input }: Args): Promise<Aging> {
  const now = deps.clock.now();
  const { timeZone } = deps.supplier;
  const asAt = input.asAt ?? dayIn(timeZone, now);
  const excludeDisputed = input.excludeDisputed ?? false;
  const rows = await deps.db.read(ctx.scope, (tx) =>
    selectAging(tx, ctx.scope, {
      asAt,
      isNow: input.asAt === undefined,
      siteId: input.siteId,
      excludeDisputed,
      timeZone,
    }),
  );
  const sums = rows.find((row) => row.key === null);
  const buckets = bucketKeys.map((key) => {
    const row = rows.find((found) => found.key === key);
    return {
      key,
      amountCents: row?.amountCents ?? 0,
      invoices: row?.invoices ?? 0,
      disputedCents: row?.disputedCents ?? 0,
      promisedCents: row?.promisedCents ?? 0,
    };
  });
  return {
    currency: 'AUD',
    asAt,
    excludeDisputed,
    buckets,
    totalCents: sums?.amountCents ?? 0,
    disputedCents: sums?.disputedCents ?? 0,
    promisedCents: sums?.promisedCents ?? 0,
    overdueCents: buckets.slice(1).reduce((sum, bucket) => sum + bucket.amountCents, 0),
    pendingCents: sums?.pendingCents ?? 0,
    unallocatedCents: sums?.unallocatedCents ?? 0,
    asOf: now.toISOString(),
  };
}
