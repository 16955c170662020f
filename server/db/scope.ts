/**
 * Who is asking, as the database is told at the start of each transaction. Policies read nothing else
 * (migrations/0001_scope.sql).
 */
export type Scope = {
  /** The one client whose rows may be seen; null for the house before a client is known. */
  clientId: string | null;
  actor: Actor;
  /** From the table of roles; `*` for the house's own jobs. */
  capabilities: readonly string[];
  siteIds: 'all' | readonly string[];
  /** After this instant the database shows nothing. */
  validUntil: Date | null;
  /** The contractor's own staff and jobs. */
  house: boolean;
  /** W3C trace id: goes to logs, audit, jobs, vendors and receipts. */
  traceId: string;
};

export type Actor = { kind: 'user' | 'system' | 'vendor' | 'machine'; id: string; name: string };

/** The house's own work (jobs, webhooks, sync), optionally for one client. */
export const houseScope = (actorId: string, traceId: string, clientId: string | null = null): Scope => ({
  clientId,
  actor: { kind: 'system', id: actorId, name: actorId },
  capabilities: ['*'],
  siteIds: 'all',
  validUntil: null,
  house: true,
  traceId,
});
