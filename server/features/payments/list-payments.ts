import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { clientIdOf } from './client-of.ts';
import { listPaymentViews } from './payment-views.repository.ts';
import type { PaymentPage } from './payments.contract.ts';

const position = z.object({
  /** As PostgreSQL writes it, to the microsecond. */
  createdAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/),
  id: z.uuid(),
});

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'rails'>;
  input: { limit: number; cursor?: string | undefined; invoiceId?: string | undefined };
};

/** Payments newest first, those of the core system among them. A page carries no handover: open the one to be paid. */
export async function listPayments({ ctx, deps, input }: Request): Promise<PaymentPage> {
  const clientId = clientIdOf(ctx.scope);
  const after = input.cursor ? decodeCursor(position, input.cursor) : null;
  const asOf = deps.clock.now();
  const query = { limit: input.limit + 1, after, invoiceId: input.invoiceId ?? null };
  const rows = await deps.db.read(ctx.scope, (tx) => listPaymentViews(tx, clientId, query, asOf, deps.rails));
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ payment }) => payment),
    nextCursor: rows.length > page.length && last ? encodeCursor(last.position) : null,
    asOf: asOf.toISOString(),
  };
}
