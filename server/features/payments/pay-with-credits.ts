import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import { bookCredits } from './book-money.ts';
import { clientIdOf } from './client-of.ts';
import { issueReceipt } from './issue-receipt.ts';
import { findPayment, lockInvoicesOf } from './payments.repository.ts';
import type { RecordDeps } from './record-observation.ts';

type Work = { tx: Tx; scope: Scope; deps: RecordDeps; paymentId: string };

/** A basket that needs no money: its credits are allocated now, and it has its receipt like every other. */
export async function payWithCredits({ tx, scope, deps, paymentId }: Work): Promise<void> {
  const clientId = clientIdOf(scope);
  const invoices = await lockInvoicesOf(tx, clientId, paymentId);
  await bookCredits({ tx, scope, deps, paymentId }, invoices);
  const payment = await findPayment(tx, clientId, paymentId);
  if (!payment) throw new Error('a payment just written is gone');
  await issueReceipt({ tx, scope, deps, payment, invoices });
}
