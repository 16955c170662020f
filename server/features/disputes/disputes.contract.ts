import { z } from '@hono/zod-openapi';
import { cents, currency, id, instant, pageOf, pageQuery } from '../../http/wire.ts';
import { siteRef } from '../invoices/invoices.contract.ts';

/** domain.md section 5. `awaiting_client` stops the clock; `closed` carries an outcome. */
export const disputeStatus = z.enum([
  'raised',
  'acknowledged',
  'under_review',
  'awaiting_client',
  'proposed',
  'agreed',
  'escalated',
  'mediation',
  'determined',
  'closed',
  'withdrawn',
]);

export const disputeReason = z.enum([
  'not_delivered',
  'incomplete',
  'poor_quality',
  'wrong_price',
  'wrong_quantity',
  'not_ordered',
  'duplicate',
  'wrong_details',
  'other',
]);

/** What the asker may do now: a surface offers these and no others. */
export const disputeAction = z.enum([
  'acknowledge',
  'review',
  'ask',
  'propose',
  'agree',
  'escalate',
  'mediate',
  'determine',
  'withdraw',
  'message',
]);

export const disputeSide = z.enum(['client', 'contractor']);
export const disputeOutcome = z.enum(['upheld', 'partly', 'rejected', 'withdrawn']);

export const evidence = z
  .object({
    id,
    fileName: z.string(),
    contentType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'application/pdf']),
    sizeBytes: z.int(),
    sha256: z.string(),
    uploadedBy: z.string(),
    uploadedAt: instant,
  })
  .openapi('Evidence');

const evidenceIds = z.array(id).max(10).default([]).openapi({ description: 'Files uploaded before.' });
const words = (max: number) => z.string().trim().min(1).max(max);
const amount = z.int().min(1).max(99_999_999_999);

export const disputeRequest = z
  .object({
    subject: z
      .object({ type: z.literal('invoice_line'), invoiceId: id, lineNo: z.int().min(1).max(100_000) })
      .strict(),
    reasonCode: disputeReason,
    /** GST included; at most what the line comes to and no other dispute names. */
    amountCents: amount,
    description: words(4_000),
    evidenceIds,
  })
  .strict()
  .openapi('DisputeRequest');

/** The version that was read: what somebody else changed since is not decided upon unseen. */
const version = z.int().min(1);
export const disputeStep = z.object({ version }).strict().openapi('DisputeStep');
export const disputeQuestion = z
  .object({ version, text: words(4_000) })
  .strict()
  .openapi('DisputeQuestion');
/** `settledCents`: GST included; 0 rejects, the disputed amount upholds, anything between upholds in part. */
export const disputeDecision = z
  .object({ version, settledCents: z.int().min(0).max(99_999_999_999), reason: words(2_000) })
  .strict()
  .openapi('DisputeDecision');
export const disputeMessageRequest = z
  .object({ text: words(4_000), evidenceIds })
  .strict()
  .openapi('DisputeMessageRequest');

export const disputeSummary = z
  .object({
    id,
    /** What a person quotes on the phone. */
    number: z.string(),
    subject: z.object({
      type: z.literal('invoice_line'),
      invoiceId: id,
      invoiceNumber: z.string(),
      lineNo: z.int(),
      description: z.string(),
      /** What the line comes to, GST included. */
      lineTotalCents: cents,
      site: siteRef.nullable(),
    }),
    currency,
    reasonCode: disputeReason,
    amountCents: cents,
    status: disputeStatus,
    raisedBy: z.string(),
    raisedAt: instant,
    /** First answer due; null once it is given. Business hours of the site, without its public holidays. */
    respondBy: instant.nullable(),
    /** Settlement due; null while the clock is stopped and once it is closed. */
    resolveBy: instant.nullable(),
    /** Since when the clock is stopped for an answer of the client. */
    pausedSince: instant.nullable(),
    /** Business minutes that the clock was stopped, up to now. */
    pausedMinutes: z.int(),
    late: z.boolean(),
    outcome: disputeOutcome.nullable(),
    settledCents: cents.nullable(),
    creditNote: z.object({ id, number: z.string() }).nullable(),
    version: z.int(),
  })
  .openapi('DisputeSummary');

export const disputeMessage = z.object({
  id,
  at: instant,
  side: disputeSide,
  by: z.string(),
  text: z.string(),
  evidence: z.array(evidence),
});

export const dispute = disputeSummary
  .extend({
    description: z.string(),
    evidence: z.array(evidence),
    messages: z.array(disputeMessage),
    /** What the contractor offers; kept when it is escalated. */
    proposal: z
      .object({
        settledCents: cents,
        outcome: disputeOutcome,
        reason: z.string(),
        at: instant,
        by: z.string(),
      })
      .nullable(),
    /** Why it was settled or rejected. */
    settlementReason: z.string().nullable(),
    /** Every step, oldest first. */
    history: z.array(
      z.object({
        at: instant,
        from: disputeStatus.nullable(),
        to: disputeStatus,
        side: disputeSide,
        by: z.string(),
      }),
    ),
    actions: z.array(disputeAction),
    asOf: instant,
  })
  .openapi('Dispute');

export const disputeQuery = pageQuery.extend({
  state: z.enum(['open', 'closed', 'all']).default('all'),
  invoiceId: id.optional(),
});
export const disputePage = pageOf(disputeSummary).openapi('DisputePage');

export const evidenceQuery = z.object({ fileName: z.string().trim().min(1).max(200) });

export type DisputeStatus = z.infer<typeof disputeStatus>;
export type DisputeReason = z.infer<typeof disputeReason>;
export type DisputeAction = z.infer<typeof disputeAction>;
export type DisputeSide = z.infer<typeof disputeSide>;
export type DisputeOutcome = z.infer<typeof disputeOutcome>;
export type DisputeRequest = z.infer<typeof disputeRequest>;
/** As a caller may send it: what has a default can be left out. */
export type DisputeRequestBody = z.input<typeof disputeRequest>;
export type DisputeStep = z.infer<typeof disputeStep>;
export type DisputeQuestion = z.infer<typeof disputeQuestion>;
export type DisputeDecision = z.infer<typeof disputeDecision>;
export type DisputeMessageRequest = z.infer<typeof disputeMessageRequest>;
export type DisputeSummary = z.infer<typeof disputeSummary>;
export type DisputeMessage = z.infer<typeof disputeMessage>;
export type Dispute = z.infer<typeof dispute>;
export type DisputeQuery = z.infer<typeof disputeQuery>;
export type DisputePage = z.infer<typeof disputePage>;
export type Evidence = z.infer<typeof evidence>;
