import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { asHouse } from './house-scope.ts';
import { toReconciliation } from './present.model.ts';
import type { ReconciliationPage } from './reconciliation.contract.ts';
import { listReconciliationRows } from './reconciliation.repository.ts';

const position = z.object({
  requestedAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/),
  id: z.uuid(),
});

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock'>;
  input: { limit: number; cursor?: string | undefined };
};

/** Newest first. */
export async function listReconciliations({ ctx, deps, input }: Request): Promise<ReconciliationPage> {
  const after = input.cursor ? decodeCursor(position, input.cursor) : null;
  const asOf = deps.clock.now();
  const rows = await deps.db.read(asHouse(ctx.scope), (tx) =>
    listReconciliationRows(tx, { limit: input.limit + 1, after }),
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toReconciliation(row, asOf)),
    nextCursor:
      rows.length > page.length && last
        ? encodeCursor({ requestedAt: last.requestedAtText, id: last.id })
        : null,
    asOf: asOf.toISOString(),
  };
}
