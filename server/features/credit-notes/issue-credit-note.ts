import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { dayIn } from '../invoices/index.ts';
import { gstInCredit, type Priced } from './credit-notes.model.ts';
import { allocateCreditNote, type InvoiceToCredit, insertCreditNote } from './credit-notes.repository.ts';

export type CreditOrder = {
  /** Locked by the caller. */
  invoice: InvoiceToCredit;
  /** GST included. */
  amountCents: number;
  reason: string;
  /** The line that it corrects, as it was charged, and what was credited of it before. */
  line: Priced & { gstCode: 'GST' | 'FRE'; description: string; siteId: string | null; credited: Priced };
  causeId: string;
};

export type IssuedCredit = { id: string; number: string; totalCents: number; allocatedCents: number };

/**
 * Issues a credit note for part of an invoice and uses it on that invoice as far as something is owed; the rest stays as
 * credit. Runs in the transaction of what causes it, behind the invoice's lock.
 */
export async function issueCreditNote({
  tx,
  scope,
  clientId,
  deps,
  order,
}: {
  tx: Tx;
  scope: Scope;
  clientId: string;
  deps: Pick<Deps, 'clock' | 'ids' | 'supplier'>;
  order: CreditOrder;
}): Promise<IssuedCredit> {
  const { invoice, amountCents, reason, line, causeId } = order;
  const now = deps.clock.now();
  const gstCents = gstInCredit({
    amountCents,
    gstCode: line.gstCode,
    method: invoice.method,
    line,
    lineCredited: line.credited,
    taxable: invoice.taxable,
    taxableCredited: invoice.taxableCredited,
  });
  const id = deps.ids.next();
  const number = await insertCreditNote(tx, clientId, {
    id,
    issuedOn: dayIn(deps.supplier.timeZone, now),
    ofInvoiceId: invoice.id,
    reason,
    method: invoice.method,
    netCents: amountCents - gstCents,
    gstCents,
    gstCode: line.gstCode,
    description: line.description,
    siteId: line.siteId,
    causeId,
    now,
  });
  const allocatedCents = Math.min(amountCents, invoice.balanceCents);
  if (allocatedCents > 0)
    await allocateCreditNote(tx, clientId, {
      id: deps.ids.next(),
      creditNoteId: id,
      invoiceId: invoice.id,
      amountCents: allocatedCents,
      at: now,
      actor: scope.actor.id,
    });
  return { id, number, totalCents: amountCents, allocatedCents };
}
