import type { Tx } from './db.ts';
import type { Scope } from './scope.ts';

export type AuditEntry = {
  /** Past tense: `payment.requested`. */
  action: string;
  subjectType: string;
  subjectId: string;
  /** Facts worth keeping; people by id, never by name or address. */
  detail?: Record<string, string | number | boolean | null | string[]>;
};

/** Appends to the asker's audit chain, in the transaction that the entry describes. Call it after the change. */
export async function audit(tx: Tx, scope: Scope, entry: AuditEntry): Promise<void> {
  await tx`select app.audit(${scope.actor.kind}, ${scope.actor.id}, ${entry.action}, ${entry.subjectType}, ${entry.subjectId},
    ${JSON.stringify(entry.detail ?? {})}, ${scope.traceId})`;
}
