import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import { type InvoiceToCredit, lockInvoiceToCredit } from '../credit-notes/index.ts';
import { clientIdOf } from './asker-side.ts';
import { changedMeanwhile, notFound } from './disputes.errors.ts';
import { type DisputeRow, findDispute, lockDispute } from './disputes.repository.ts';

/** A dispute and its invoice, locked for a change: the invoice first, as in everything that moves its money. */
export async function openForChange(
  tx: Tx,
  scope: Scope,
  { id, version }: { id: string; version: number | null },
): Promise<{ dispute: DisputeRow; invoice: InvoiceToCredit }> {
  const clientId = clientIdOf(scope);
  const seen = await findDispute(tx, clientId, id);
  const invoice = seen && (await lockInvoiceToCredit(tx, clientId, seen.invoiceId));
  if (!invoice) throw notFound();
  await lockDispute(tx, clientId, id);
  const dispute = await findDispute(tx, clientId, id);
  if (!dispute) throw notFound();
  if (version !== null && dispute.version !== version) throw changedMeanwhile();
  return { dispute, invoice };
}
