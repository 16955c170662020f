import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { clientIdOf } from './asker-side.ts';
import type { DisputePage, DisputeQuery, DisputeSummary } from './disputes.contract.ts';
import { type DisputeRow, selectDisputes } from './disputes.repository.ts';
import { readClocks } from './read-clock.ts';
import type { Clock } from './sla.model.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: DisputeQuery };

const position = z.object({
  raisedAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/),
  id: z.uuid(),
});

/** Disputes of the asker's client, newest first. */
export async function listDisputes({ ctx, deps, input }: Args): Promise<DisputePage> {
  const { cursor, limit, ...filters } = input;
  const after = cursor ? decodeCursor(position, cursor) : null;
  const now = deps.clock.now();
  return deps.db.read(ctx.scope, async (tx) => {
    const rows = await selectDisputes(tx, clientIdOf(ctx.scope), { ...filters, limit: limit + 1, after });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const clocks = await readClocks(tx, page, { now, timeZone: deps.supplier.timeZone });
    return {
      items: page.map((row) => toDisputeSummary(row, clocks.get(row.id))),
      nextCursor: last ? encodeCursor({ raisedAt: last.raisedAtText, id: last.id }) : null,
      asOf: now.toISOString(),
    };
  });
}

export const toDisputeSummary = (row: DisputeRow, clock: Clock | undefined): DisputeSummary => ({
  id: row.id,
  number: row.number,
  subject: {
    type: 'invoice_line',
    invoiceId: row.invoiceId,
    invoiceNumber: row.invoiceNumber,
    lineNo: row.lineNo,
    description: row.lineDescription,
    lineTotalCents: row.lineTotalCents,
    site: row.site,
  },
  currency: 'AUD',
  reasonCode: row.reasonCode,
  amountCents: row.amountCents,
  status: row.status,
  raisedBy: row.raisedByName,
  raisedAt: row.raisedAt.toISOString(),
  respondBy: clock?.respondBy?.toISOString() ?? null,
  resolveBy: clock?.resolveBy?.toISOString() ?? null,
  pausedSince: clock?.pausedSince?.toISOString() ?? null,
  pausedMinutes: clock?.pausedMinutes ?? 0,
  late: clock?.late ?? false,
  outcome: row.outcome,
  settledCents: row.settledCents,
  creditNote: row.creditNote,
  version: row.version,
});
