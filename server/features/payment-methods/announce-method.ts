import { type AuditEntry, audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { publish } from '../../db/publish.ts';
import type { Scope } from '../../db/scope.ts';

/** Audit first, outbox last: from there on other transactions of the client wait for the commit. */
export async function announceMethod(
  tx: Tx,
  scope: Scope,
  id: string,
  action: string,
  detail: AuditEntry['detail'] = {},
): Promise<void> {
  await audit(tx, scope, {
    action: `payment_method.${action}`,
    subjectType: 'payment_method',
    subjectId: id,
    detail,
  });
  await publish(tx, scope, {
    topic: 'payment_method.changed',
    subjectType: 'payment_method',
    subjectId: id,
    capability: 'invoices:pay',
    siteIds: [],
  });
}
