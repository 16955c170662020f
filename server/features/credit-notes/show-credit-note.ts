import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { supplierParty } from '../invoices/index.ts';
import type { CreditNote } from './credit-notes.contract.ts';
import { findCreditNote, readCreditNoteLines, readUses } from './credit-notes.repository.ts';
import { toCreditNoteSummary } from './list-credit-notes.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: { id: string } };

/** A credit note with its lines and where it was used. */
export async function showCreditNote({ ctx, deps, input }: Args): Promise<CreditNote> {
  return deps.db.read(ctx.scope, async (tx) => {
    const [row, lines, uses] = await Promise.all([
      findCreditNote(tx, ctx.scope, input.id),
      readCreditNoteLines(tx, ctx.scope, input.id),
      readUses(tx, ctx.scope, input.id),
    ]);
    if (!row) throw notFound();
    return {
      ...toCreditNoteSummary(row),
      ofInvoice: {
        id: row.ofInvoiceId,
        number: row.ofInvoiceNumber,
        issuedOn: row.ofInvoiceIssuedOn,
        totalCents: row.ofInvoiceTotalCents,
        gstCents: row.ofInvoiceGstCents,
      },
      netCents: row.netCents,
      gstRoundingMethod: row.gstRoundingMethod,
      supplier: supplierParty(deps.supplier),
      recipient: {
        legalName: row.recipientName,
        abn: row.recipientAbn,
        addressLines: row.recipientAddress,
      },
      lines: [...lines],
      allocations: uses.map((use) => ({ ...use, at: use.at.toISOString() })),
      provenance: {
        kind: row.provenance,
        source: row.source,
        externalId: row.externalId,
        sourceUpdatedAt: row.sourceUpdatedAt.toISOString(),
        syncedAt: row.syncedAt.toISOString(),
      },
      asOf: deps.clock.now().toISOString(),
    };
  });
}
