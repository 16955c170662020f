import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { listUsedCredits, type UsedCredit } from './credits.repository.ts';
import { balanceOf, heldCents, type Standing } from './payments.model.ts';
import type { BasketInvoice, PaymentRow } from './payments.repository.ts';
import { listLiveAllocations } from './payments.repository.ts';
import { fingerprint, gstWithin, type ReceiptContent, type ReceiptContentLine } from './receipt.model.ts';
import {
  type ClientParty,
  findClientParty,
  insertReceipt,
  nextReceiptNumber,
} from './receipts.repository.ts';

type Work = {
  tx: Tx;
  scope: Scope;
  deps: Pick<Deps, 'clock' | 'ids' | 'queue' | 'supplier'>;
  payment: PaymentRow;
  /** As they were before the allocations of this payment. */
  invoices: readonly BasketInvoice[];
};

/** Fixes what was paid, for what, by whom and to whom, and has it sent. One a payment: the database refuses a second. */
export async function issueReceipt({ tx, scope, deps, payment, invoices }: Work): Promise<void> {
  const clientId = scope.clientId ?? '';
  const [client, allocations, credits, number] = await Promise.all([
    findClientParty(tx, clientId),
    listLiveAllocations(tx, clientId, payment.id),
    listUsedCredits(tx, clientId, payment.id),
    nextReceiptNumber(tx),
  ]);
  if (!client) throw new Error(`client ${clientId} is not there`);
  const content = receiptContent({ payment, invoices, allocations, credits, client, number, deps });
  await insertReceipt(tx, clientId, { id: deps.ids.next(), content, sha256: fingerprint(content) });
  if (!payment.receiptEmail) return;
  await deps.queue.enqueue(
    tx,
    'send-receipt',
    { clientId, paymentId: payment.id, traceId: payment.traceId ?? scope.traceId },
    { key: `send-receipt:${payment.id}`, maxAttempts: 12 },
  );
}

type Received = Standing &
  Pick<
    PaymentRow,
    | 'id'
    | 'rail'
    | 'vendorRef'
    | 'surchargeCents'
    | 'clientReference'
    | 'receiptEmail'
    | 'requestedByName'
    | 'traceId'
  >;

type Facts = {
  payment: Received;
  /** As they were before the allocations of this payment. */
  invoices: readonly BasketInvoice[];
  allocations: readonly { invoiceId: string; amountCents: number }[];
  credits: readonly UsedCredit[];
  client: ClientParty;
  number: string;
  deps: Pick<Deps, 'clock' | 'supplier'>;
};

/** What a receipt says. */
export function receiptContent(facts: Facts): ReceiptContent {
  const { payment, invoices, allocations, credits, client, number, deps } = facts;
  const lines = receiptLines(invoices, credits, allocations);
  const allocatedCents = lines.reduce((sum, line) => sum + line.allocatedCents, 0);
  return {
    number,
    paymentId: payment.id,
    issuedAt: deps.clock.now().toISOString(),
    currency: 'AUD',
    amountCents: payment.capturedCents,
    unallocatedCents: heldCents(payment, payment.surchargeCents) - allocatedCents,
    surchargeCents: payment.surchargeCents,
    rail: payment.rail,
    vendorRef: payment.vendorRef,
    clientReference: payment.clientReference,
    requestedBy: payment.requestedByName,
    sentTo: payment.receiptEmail,
    traceId: payment.traceId,
    supplier: deps.supplier,
    client,
    lines,
    credits: credits.map(({ number: creditNumber, invoiceNumber, allocatedCents: cents }) => ({
      number: creditNumber,
      invoiceNumber,
      allocatedCents: cents,
    })),
  };
}

function receiptLines(
  invoices: readonly BasketInvoice[],
  credits: readonly UsedCredit[],
  allocations: readonly { invoiceId: string; amountCents: number }[],
): ReceiptContentLine[] {
  return invoices.map((invoice) => {
    const allocatedCents = allocations
      .filter(({ invoiceId }) => invoiceId === invoice.id)
      .reduce((sum, { amountCents }) => sum + amountCents, 0);
    const creditCents = credits
      .filter(({ invoiceId }) => invoiceId === invoice.id)
      .reduce((sum, credit) => sum + credit.allocatedCents, 0);
    return {
      invoiceId: invoice.id,
      invoiceNumber: invoice.number,
      totalCents: invoice.totalCents,
      gstCents: invoice.gstCents,
      allocatedCents,
      creditCents,
      poNumber: invoice.linePoNumber ?? invoice.poNumber,
      costCentre: invoice.costCentre,
      balanceAfterCents: Math.max(0, balanceOf(invoice) - allocatedCents - creditCents),
      allocatedGstCents: gstWithin(allocatedCents, invoice.gstCents, invoice.totalCents),
    };
  });
}
