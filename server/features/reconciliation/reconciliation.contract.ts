import { z } from '@hono/zod-openapi';
import { cents, day, id, instant, pageOf, pageQuery } from '../../http/wire.ts';

/** The accounts that can be compared: one a vendor, and the bank's for what clients transferred. */
export const reconciliationAccount = z.enum(['stripe', 'paypal', 'bank']);

export const reconciliationStatus = z.enum(['queued', 'running', 'balanced', 'with_breaks', 'failed']);

/** Sums of one side over the period, by kind; `closing = opening + charges + refunds + withdrawals`. */
export const side = z.object({
  openingCents: cents,
  chargesCents: cents,
  refundsCents: cents,
  /** Chargebacks and dishonours, less those that came back. */
  withdrawalsCents: cents,
  closingCents: cents,
  movements: z.int(),
});

/** Payouts of a vendor as one side knows them; `closing = opening + sent + returned`, where what came back is below zero. */
export const payoutSide = z.object({
  openingCents: cents,
  sentCents: cents,
  returnedCents: cents,
  closingCents: cents,
  movements: z.int(),
});

/** The third side: what the vendor sent to the bank, and what the bank's statements say of it. */
export const payoutFacts = z.object({
  vendor: payoutSide,
  bank: payoutSide,
  /** `vendor.closingCents - bank.closingCents`. */
  differenceCents: cents,
  /** Sent and not due at the bank yet, not in any statement yet, or arrived after the period. */
  inTransitCents: cents,
  /** What earlier periods left: each is a case there. The rest of the difference are breaks of this period. */
  carriedCents: cents,
});

export const reconciliationFacts = z.object({
  portal: side,
  /** The other side: the vendor's account, or the bank's lines that pay invoices. */
  vendor: side,
  /** What the vendor kept, and what it paid out to the bank. */
  feesCents: cents,
  payoutsCents: cents,
  /** `vendor.closingCents - portal.closingCents`. */
  differenceCents: cents,
  /** The part of the difference that both sides know, and one of them only after the period. */
  inTransitCents: cents,
  /** What earlier periods left: each was a case there. The rest of the difference are this period's accepted breaks. */
  carriedCents: cents,
  /** Null for the bank's own account. */
  payouts: payoutFacts.nullable(),
  /** Came in at the bank during the period, and nobody has said yet what it is. Zero for a vendor's account. */
  undecidedCents: cents,
});

export const reconciliation = z
  .object({
    id,
    account: reconciliationAccount,
    from: day,
    to: day,
    status: reconciliationStatus,
    requestedBy: z.string(),
    requestedAt: instant,
    finishedAt: instant.nullable(),
    facts: reconciliationFacts.nullable(),
    failure: z.string().nullable(),
    openDiscrepancies: z.int(),
    healed: z.int(),
    certificate: z.object({ issuedAt: instant, sha256: z.string() }).nullable(),
    asOf: instant,
  })
  .openapi('Reconciliation');

export const reconciliationRequest = z
  .object({ account: reconciliationAccount, from: day, to: day })
  .strict()
  .refine(({ from, to }) => from <= to, { error: 'The period ends before it begins.', path: ['to'] })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 92 * 86_400_000, {
    error: 'At most 92 days at once.',
    path: ['to'],
  })
  .openapi('ReconciliationRequest');

/**
 * `missing_left`: the vendor moved money that our side does not know. `missing_right`: our side knows money that the
 * vendor does not. `timing`: both know it, in different periods. `returned`: a payout that failed or came back. Our side is
 * the portal, and for a payout the bank's statements.
 */
export const discrepancyKind = z.enum([
  'missing_left',
  'missing_right',
  'value',
  'timing',
  'duplicate',
  'returned',
]);
export const discrepancyStatus = z.enum(['open', 'assigned', 'proposed', 'healed', 'fixed', 'accepted']);
export const proposedFix = z.enum(['read_again', 'accept_difference']);

export const discrepancy = z
  .object({
    id,
    reconciliationId: id,
    account: reconciliationAccount,
    kind: discrepancyKind,
    movement: z.enum(['charge', 'refund', 'withdrawal', 'payout']),
    /** The vendor's reference of the payment or the payout; of the bank's own account, the line. */
    reference: z.string(),
    paymentId: id.nullable(),
    clientId: id.nullable(),
    oursCents: cents,
    theirsCents: cents,
    explanation: z.string(),
    status: discrepancyStatus,
    owner: z.object({ id, name: z.string() }).nullable(),
    dueAt: instant,
    proposal: z.object({ fix: proposedFix, reason: z.string(), byId: id, by: z.string() }).nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    version: z.int(),
  })
  .openapi('Discrepancy');

export const discrepancyQuery = pageQuery.extend({
  status: discrepancyStatus.optional(),
  reconciliationId: id.optional(),
});
export const proposal = z
  .object({ fix: proposedFix, reason: z.string().trim().min(3).max(500) })
  .strict()
  .openapi('DiscrepancyProposal');

export const reconciliationPage = pageOf(reconciliation).openapi('ReconciliationPage');
export const discrepancyPage = pageOf(discrepancy).openapi('DiscrepancyPage');

export const certificate = z
  .object({
    reconciliationId: id,
    account: reconciliationAccount,
    from: day,
    to: day,
    issuedAt: instant,
    supplier: z.object({ legalName: z.string(), abn: z.string() }),
    facts: reconciliationFacts,
    accepted: z.array(
      z.object({
        reference: z.string(),
        movement: z.string(),
        kind: discrepancyKind,
        oursCents: cents,
        theirsCents: cents,
        reason: z.string(),
        proposedBy: z.string(),
        approvedBy: z.string(),
      }),
    ),
    /** SHA-256 of everything above as canonical JSON (RFC 8785). */
    sha256: z.string(),
  })
  .openapi('ReconciliationCertificate');

export type ReconciliationAccount = z.infer<typeof reconciliationAccount>;
export type ReconciliationStatus = z.infer<typeof reconciliationStatus>;
export type ReconciliationFacts = z.infer<typeof reconciliationFacts>;
export type ReconciliationSide = z.infer<typeof side>;
export type PayoutSide = z.infer<typeof payoutSide>;
export type PayoutFacts = z.infer<typeof payoutFacts>;
export type Reconciliation = z.infer<typeof reconciliation>;
export type ReconciliationRequest = z.infer<typeof reconciliationRequest>;
export type ReconciliationPage = z.infer<typeof reconciliationPage>;
export type DiscrepancyKind = z.infer<typeof discrepancyKind>;
export type DiscrepancyStatus = z.infer<typeof discrepancyStatus>;
export type Discrepancy = z.infer<typeof discrepancy>;
export type DiscrepancyQuery = z.infer<typeof discrepancyQuery>;
export type DiscrepancyPage = z.infer<typeof discrepancyPage>;
export type DiscrepancyProposal = z.infer<typeof proposal>;
export type Certificate = z.infer<typeof certificate>;
