import type { Tx } from '../db/db.ts';
import type { Vendor } from './payment-gateway.ts';

/** Every kind of background job with its payload. Handlers are idempotent: a job may run twice. */
export type Jobs = {
  /** Asks the vendor how a payment stands, until that is final. */
  'settle-payment': { clientId: string; paymentId: string; traceId: string };
  /** Issues and sends the receipt of a captured payment. */
  'send-receipt': { clientId: string; paymentId: string; traceId: string };
  /** Tells one side of a dispute that there is news. What the news is, is read when it is sent. */
  'send-dispute-mail': {
    clientId: string;
    disputeId: string;
    /** Stays the same when a send is repeated. */
    mailId: string;
    kind: 'raised' | 'asked' | 'answered' | 'message' | 'escalated' | 'withdrawn' | 'settled';
    to: 'client' | 'contractor';
    traceId: string;
  };
  /** Compares a period of a vendor's account with ours. */
  reconcile: { reconciliationId: string; traceId: string };
  /** Mails what became of a payment that takes its time. */
  'send-notice': {
    clientId: string;
    paymentId: string;
    notice: 'initiated' | 'failed' | 'dishonoured';
    traceId: string;
  };
  /** Applies a vendor event that came before the row it speaks of. */
  'process-inbox': { vendor: Vendor; eventId: string; traceId: string };
  /** Matches the lines of a bank statement and books what is certain. */
  'match-bank-statement': { statementId: string; traceId: string };
};

export type EnqueueOptions = {
  /** A waiting job with the same key is replaced, not doubled. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
};

/** A job is enqueued in the transaction that causes it: both commit, or neither. */
export type Queue = {
  enqueue<Name extends keyof Jobs>(
    tx: Tx,
    name: Name,
    payload: Jobs[Name],
    options?: EnqueueOptions,
  ): Promise<void>;
};
