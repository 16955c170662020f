import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { Supplier } from '../../ports/supplier.ts';
import { readHistory, readLines } from './invoice-parts.repository.ts';
import type { Invoice } from './invoices.contract.ts';
import { dayIn } from './invoices.model.ts';
import { findInvoice, type InvoiceDetailRow } from './invoices.repository.ts';
import { toSummary } from './list-invoices.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: { id: string } };

/** An invoice with its lines, its parties and everything that happened to it. */
export async function showInvoice({ ctx, deps, input }: Args): Promise<Invoice> {
  const now = deps.clock.now();
  const { timeZone } = deps.supplier;
  const today = dayIn(timeZone, now);
  return deps.db.read(ctx.scope, async (tx) => {
    const [row, lines, history] = await Promise.all([
      findInvoice(tx, ctx.scope, { id: input.id, today }),
      readLines(tx, ctx.scope, input.id),
      readHistory(tx, ctx.scope, input.id, timeZone),
    ]);
    if (!row) throw notFound();
    return {
      ...toSummary(row, today),
      netCents: row.netCents,
      gstCents: row.gstCents,
      gstRoundingMethod: row.gstRoundingMethod,
      supplier: supplierParty(deps.supplier),
      recipient: {
        legalName: row.recipientName,
        abn: row.recipientAbn,
        addressLines: row.recipientAddress,
      },
      lines: [...lines],
      viewedAt: row.viewedAt?.toISOString() ?? null,
      history: history.map((event) => ({ ...event, at: event.at.toISOString() })),
      provenance: originOf(row),
      asOf: now.toISOString(),
    };
  });
}

export const supplierParty = ({ legalName, abn, addressLines }: Supplier): Invoice['supplier'] => ({
  legalName,
  abn,
  addressLines,
});

const originOf = (row: InvoiceDetailRow): Invoice['provenance'] => ({
  kind: row.provenance,
  source: row.source,
  externalId: row.externalId,
  sourceUpdatedAt: row.sourceUpdatedAt.toISOString(),
  syncedAt: row.syncedAt.toISOString(),
});
