import type { Tx } from './db.ts';
import type { Scope } from './scope.ts';

export type Topic =
  | 'invoice.changed'
  | 'payment.changed'
  | 'credit_note.changed'
  | 'payment_method.changed'
  | 'dispute.changed'
  | 'sync.completed';

export type OutboxEvent = {
  topic: Topic;
  subjectType: 'invoice' | 'payment' | 'payment_method' | 'credit_note' | 'dispute' | 'client';
  subjectId: string | null;
  /** Who may hear of it. */
  capability: string;
  siteIds: readonly string[];
};

/** Writes to the outbox of the scope's client. The last statement of a transaction: it holds the client's number lock. */
export async function publish(tx: Tx, scope: Scope, event: OutboxEvent): Promise<void> {
  await tx`select app.publish(${event.topic}, ${event.subjectType}, ${event.subjectId}, ${event.capability},
    ${[...event.siteIds]}::uuid[], ${scope.traceId})`;
}
