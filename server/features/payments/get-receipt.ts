import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { clientIdOf } from './client-of.ts';
import type { Receipt } from './payments.contract.ts';
import { findReceipt, type ReceiptRow } from './receipts.repository.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db'>; input: { id: string } };

/** The receipt as it was issued. */
export async function getReceipt(request: Request): Promise<Receipt> {
  const { id, sha256, content } = await readReceipt(request);
  return {
    id,
    number: content.number,
    paymentId: content.paymentId,
    issuedAt: content.issuedAt,
    currency: content.currency,
    amountCents: content.amountCents,
    unallocatedCents: content.unallocatedCents,
    clientReference: content.clientReference,
    sentTo: content.sentTo,
    lines: content.lines.map(({ allocatedGstCents: _shownOnPaper, ...line }) => ({
      ...line,
      creditCents: line.creditCents ?? 0,
      poNumber: line.poNumber ?? null,
      costCentre: line.costCentre ?? null,
    })),
    credits: content.credits ?? [],
    creditCents: (content.credits ?? []).reduce((sum, { allocatedCents }) => sum + allocatedCents, 0),
    surchargeCents: content.surchargeCents ?? 0,
    sha256,
    traceId: content.traceId,
  };
}

export async function getReceiptPdf(request: Request): Promise<{ filename: string; bytes: Uint8Array }> {
  const { content, sha256 } = await readReceipt(request);
  // Loaded when first printed, as for the mail.
  const { drawReceipt } = await import('./draw-receipt.ts');
  return { filename: `${content.number}.pdf`, bytes: await drawReceipt(content, sha256) };
}

async function readReceipt({ ctx, deps, input }: Request): Promise<ReceiptRow> {
  const receipt = await deps.db.read(ctx.scope, (tx) => findReceipt(tx, clientIdOf(ctx.scope), input.id));
  if (!receipt) throw notFound();
  return receipt;
}
