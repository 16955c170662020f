import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { CreditNotePage, CreditNoteQuery, CreditNoteSummary } from './credit-notes.contract.ts';
import { creditNoteStatusOf } from './credit-notes.model.ts';
import { type CreditNoteRow, selectCreditNotes } from './credit-notes.repository.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'>; input: CreditNoteQuery };

const position = z.object({ issuedOn: z.iso.date().refine((day) => day >= '1900'), id: z.uuid() });

/** Credit notes of the asker's client, newest first. */
export async function listCreditNotes({ ctx, deps, input }: Args): Promise<CreditNotePage> {
  const { cursor, limit, invoiceId } = input;
  const after = cursor ? decodeCursor(position, cursor) : null;
  const rows = await deps.db.read(ctx.scope, (tx) =>
    selectCreditNotes(tx, ctx.scope, { limit: limit + 1, after, invoiceId }),
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toCreditNoteSummary),
    nextCursor: last ? encodeCursor({ issuedOn: last.issuedOn, id: last.id }) : null,
    asOf: deps.clock.now().toISOString(),
  };
}

export const toCreditNoteSummary = (row: CreditNoteRow): CreditNoteSummary => ({
  id: row.id,
  number: row.number,
  issuedOn: row.issuedOn,
  currency: 'AUD',
  ofInvoice: { id: row.ofInvoiceId, number: row.ofInvoiceNumber },
  reason: row.reason,
  totalCents: row.totalCents,
  gstCents: row.gstCents,
  allocatedCents: row.allocatedCents,
  remainingCents: row.totalCents - row.allocatedCents,
  status: creditNoteStatusOf(row),
  disputeId: row.disputeId,
  version: row.version,
});
