import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { listDiscrepancyRows } from './discrepancies.repository.ts';
import { asHouse } from './house-scope.ts';
import { toDiscrepancy } from './present.model.ts';
import type { DiscrepancyPage, DiscrepancyQuery } from './reconciliation.contract.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'>; input: DiscrepancyQuery };

/** Cases, the newest first. */
export async function listDiscrepancies({ ctx, deps, input }: Request): Promise<DiscrepancyPage> {
  const rows = await deps.db.read(asHouse(ctx.scope), (tx) =>
    listDiscrepancyRows(tx, {
      limit: input.limit + 1,
      afterId: input.cursor ? decodeCursor(z.uuid(), input.cursor) : null,
      status: input.status ?? null,
      reconciliationId: input.reconciliationId ?? null,
    }),
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(toDiscrepancy),
    nextCursor: rows.length > page.length && last ? encodeCursor(last.id) : null,
    asOf: deps.clock.now().toISOString(),
  };
}
