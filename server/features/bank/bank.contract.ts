import { z } from '@hono/zod-openapi';
import { cents, currency, day, id, instant, pageOf, pageQuery } from '../../http/wire.ts';
import { matchRules } from './bank-facts.model.ts';

/**
 * `quarantined` was refused and books nothing; `imported` waits to be matched; `matched` is being booked; `done` has
 * nothing left to do by itself.
 */
export const statementStatus = z.enum(['quarantined', 'imported', 'matched', 'done']);

/**
 * `auto_matched` waits to be booked. `confirmed` and `split` are booked. A `suggested` or `unmatched` line waits for a
 * person. `excluded` is not a client's money.
 */
export const matchStatus = z.enum([
  'imported',
  'auto_matched',
  'suggested',
  'unmatched',
  'confirmed',
  'split',
  'excluded',
]);

export const bankAccount = z
  .object({
    id,
    bsb: z.string().nullable(),
    /** Its last three digits. */
    numberMasked: z.string(),
    lockedThrough: day.nullable(),
    /** The newest statement that was taken in. */
    closingCents: cents.nullable(),
    closingOn: day.nullable(),
  })
  .openapi('BankAccount');

export const bankAccounts = z.object({ items: z.array(bankAccount), asOf: instant }).openapi('BankAccounts');

export const bankStatement = z
  .object({
    id,
    status: statementStatus,
    /** Null when the file could not be recognised. */
    format: z.enum(['camt053', 'bai2', 'ofx1', 'ofx2', 'csv']).nullable(),
    /** The bank whose layout a CSV file has. */
    profile: z.string().nullable(),
    account: z.object({ id, bsb: z.string().nullable(), numberMasked: z.string() }).nullable(),
    currency,
    period: z.object({ from: day, to: day }).nullable(),
    openingCents: cents.nullable(),
    closingCents: cents.nullable(),
    /** `footed`: opening and lines come to closing. The other two: the file has less to be held against. */
    control: z.enum(['footed', 'closing_only', 'none']),
    /** Why it is quarantined, in words. */
    faults: z.array(z.string()),
    lineCount: z.int(),
    /** Lines that an earlier file had brought; they stay with that file. */
    knownCount: z.int(),
    /** The lines by how they stand: progress, while the statement is not `done`. */
    counts: z.object({
      imported: z.int(),
      auto_matched: z.int(),
      suggested: z.int(),
      unmatched: z.int(),
      confirmed: z.int(),
      split: z.int(),
      excluded: z.int(),
    }),
    importedBy: z.string(),
    importedAt: instant,
    finishedAt: instant.nullable(),
  })
  .openapi('BankStatement');

export const bankStatementPage = pageOf(bankStatement).openapi('BankStatementPage');

/** What became of a file; `repeated` when the same file had been imported before. */
export const bankImport = z
  .object({ items: z.array(bankStatement), repeated: z.boolean(), asOf: instant })
  .openapi('BankImport');

/** An invoice that the payer of a basket asked to pay with it. */
const askedInvoice = z.object({
  clientId: id,
  clientName: z.string(),
  /** The basket: the payment of one of the match's parts. */
  paymentId: id,
  invoiceId: id,
  invoiceNumber: z.string(),
  /** What came may be less or more. Of money that its basket took no more: as far as it reached. */
  amountCents: cents,
});

export const bankLine = z
  .object({
    id,
    statementId: id,
    lineNo: z.int(),
    bookedOn: day,
    valueOn: day.nullable(),
    /** Signed: what came in is positive. */
    amountCents: cents,
    refs: z.object({
      bankRef: z.string().nullable(),
      endToEnd: z.string().nullable(),
      instruction: z.string().nullable(),
      crn: z.string().nullable(),
      fitid: z.string().nullable(),
    }),
    payerName: z.string().nullable(),
    payerAccountMasked: z.string().nullable(),
    narrative: z.string(),
    typeCode: z.string().nullable(),
    reversal: z.boolean(),
    /** The how-manieth of lines that are equal in everything. */
    occurrenceNo: z.int(),
    matchStatus,
    /** The decision that stands. */
    match: z
      .object({
        decision: z.enum([
          'matched',
          'suggested',
          'unmatched',
          'confirmed',
          'rejected',
          'reversed',
          'excluded',
        ]),
        rule: z.enum([...matchRules, 'person']),
        /** 0 to 1. */
        score: z.number(),
        /** Why, in words. */
        explanation: z.string(),
        by: z.string(),
        at: instant,
        parts: z.array(
          z.object({
            target: z.enum(['none', 'basket', 'invoice', 'vendor_payout', 'reversal']),
            clientId: id.nullable(),
            clientName: z.string().nullable(),
            /** The payment that the money is, or would be, booked on. */
            paymentId: id.nullable(),
            vendorRef: z.string().nullable(),
            amountCents: cents,
            allocations: z.array(z.object({ invoiceId: id, invoiceNumber: z.string(), amountCents: cents })),
          }),
        ),
      })
      .nullable(),
    /** Client by client, by invoice number. The reference that a basket is known by names none of its invoices. */
    asked: z.array(askedInvoice).openapi({
      description:
        'The invoices that the payer of the matched basket asked to pay; empty for any other match.',
    }),
  })
  .openapi('BankLine');

/** BSB and number as the bank's file wrote them, without spaces. */
export const payerAccount = z.object({ payerAccount: z.string() }).openapi('PayerAccount');
export const bankLinePage = pageOf(bankLine).openapi('BankLinePage');
export const bankLineQuery = pageQuery.extend({ matchStatus: matchStatus.optional() });

const positiveCents = z.int().min(1).max(99_999_999_999);

export const confirmRequest = z
  .object({
    allocations: z
      .array(
        z
          .object({
            clientId: id,
            /** Null with `paymentId` null: the money stays as the client's credit on account. */
            invoiceId: id.nullable().default(null),
            /** A waiting payment by BPAY or transfer that this money is. */
            paymentId: id.nullable().default(null),
            amountCents: positiveCents,
          })
          .strict()
          .refine(
            ({ invoiceId, paymentId }) => invoiceId === null || paymentId === null,
            'An invoice or a payment.',
          ),
      )
      .min(1)
      .max(100)
      .openapi({ description: 'Their sum is the amount of the line.' }),
  })
  .strict()
  .openapi('BankLineConfirm');

export const reasonRequest = z
  .object({ reason: z.string().trim().min(3).max(400) })
  .strict()
  .openapi('BankLineReason');

export const candidateQuery = z.object({
  /** Part of an invoice's number, a payment's reference or a client's name. A payment is found by its invoices too. */
  query: z.string().trim().min(2).max(60).optional(),
});

export const bankCandidates = z
  .object({
    items: z.array(
      z.object({
        target: z.enum(['basket', 'invoice']),
        clientId: id,
        clientName: z.string(),
        invoiceId: id.nullable(),
        paymentId: id.nullable(),
        /** An invoice's number, or a payment's reference. */
        label: z.string(),
        dueOn: day.nullable(),
        balanceCents: cents,
        asked: z.array(z.object({ invoiceNumber: z.string(), amountCents: cents })).openapi({
          description: 'The invoices that a waiting payment is for, by number; empty for an invoice.',
        }),
        /** 0 to 1. */
        score: z.number(),
        explanation: z.string(),
      }),
    ),
    asOf: instant,
  })
  .openapi('BankCandidates');

export const periodLockRequest = z
  .object({ lockedThrough: day, reason: z.string().trim().min(3).max(400) })
  .strict()
  .openapi('BankPeriodLock');

export type BankAccounts = z.infer<typeof bankAccounts>;
export type BankAccount = z.infer<typeof bankAccount>;
export type BankStatementView = z.infer<typeof bankStatement>;
export type BankStatementPage = z.infer<typeof bankStatementPage>;
export type BankImport = z.infer<typeof bankImport>;
export type PayerAccount = z.infer<typeof payerAccount>;
export type BankLineView = z.infer<typeof bankLine>;
export type AskedInvoice = z.infer<typeof askedInvoice>;
export type BankLinePage = z.infer<typeof bankLinePage>;
export type BankCandidates = z.infer<typeof bankCandidates>;
export type ConfirmRequest = z.infer<typeof confirmRequest>;
export type MatchStatus = z.infer<typeof matchStatus>;
