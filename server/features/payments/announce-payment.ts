import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { type OutboxEvent, publish } from '../../db/publish.ts';
import type { Scope } from '../../db/scope.ts';
import { clientIdOf } from './client-of.ts';
import { type LockedInvoice, listSites, type PaymentRow } from './payments.repository.ts';

/** Last, and in one go: from the first of these on, other transactions of the client wait for this one's commit. */
export async function announcePayment(
  tx: Tx,
  scope: Scope,
  payment: PaymentRow,
  siteIds: readonly string[],
  invoices: readonly LockedInvoice[],
): Promise<void> {
  await Promise.all([
    audit(tx, scope, {
      action: `payment.${payment.status}`,
      subjectType: 'payment',
      subjectId: payment.id,
      detail: {
        vendorRef: payment.vendorRef,
        capturedCents: payment.capturedCents,
        refundedCents: payment.refundedCents,
        dispute: payment.dispute,
        disputedCents: payment.disputedCents,
        allocatedCents: payment.allocatedCents,
        failure: payment.failure,
      },
    }),
    publish(tx, scope, paymentChanged(payment.id, siteIds)),
    publishInvoices(tx, scope, invoices),
  ]);
}

export async function publishInvoices(
  tx: Tx,
  scope: Scope,
  invoices: readonly Pick<LockedInvoice, 'id' | 'siteIds'>[],
): Promise<void> {
  await Promise.all(
    invoices.map((invoice) =>
      publish(tx, scope, {
        topic: 'invoice.changed',
        subjectType: 'invoice',
        subjectId: invoice.id,
        capability: 'invoices:read',
        siteIds: invoice.siteIds,
      }),
    ),
  );
}

/** Who may see the payment may hear of it; the sites are those of everything that it pays. */
export async function publishPayment(tx: Tx, scope: Scope, paymentId: string): Promise<void> {
  await publish(tx, scope, paymentChanged(paymentId, await listSites(tx, clientIdOf(scope), paymentId)));
}

const paymentChanged = (paymentId: string, siteIds: readonly string[]): OutboxEvent => ({
  topic: 'payment.changed',
  subjectType: 'payment',
  subjectId: paymentId,
  capability: 'invoices:read',
  siteIds,
});
