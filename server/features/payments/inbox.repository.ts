import type { Fragment } from 'postgres';
import type { Tx } from '../../db/db.ts';

export type InboxEvent = {
  vendor: string;
  eventId: string;
  type: string;
  vendorRef: string | null;
  subject: InboxSubject;
  payload: unknown;
};

/** What the vendor's reference names. */
export type InboxSubject = 'payment' | 'setup' | 'mandate' | 'method';

export type InboxOutcome = 'applied' | 'unchanged' | 'ignored' | 'mismatched' | 'unmatched';

/** False when the vendor told us already. */
export async function insertEvent(tx: Tx, event: InboxEvent): Promise<boolean> {
  const inserted = await tx`
    insert into inbox (vendor, event_id, event_type, vendor_ref, subject, payload)
    values (${event.vendor}, ${event.eventId}, ${event.type}, ${event.vendorRef}, ${event.subject}, ${JSON.stringify(event.payload)}::text::jsonb)
    on conflict (vendor, event_id) do nothing`;
  return inserted.count > 0;
}

/** An event that changes nothing, kept and concluded in one statement; no row when the vendor told us already. */
export const insertIgnored = (tx: Tx, entered: Fragment, event: InboxEvent, at: Date) => tx<{ id: string }[]>`
  insert into inbox (vendor, event_id, event_type, vendor_ref, subject, payload, attempts, outcome, processed_at)
  select ${event.vendor}, ${event.eventId}, ${event.type}, ${event.vendorRef}, ${event.subject}, ${JSON.stringify(event.payload)}::text::jsonb, 1, 'ignored', ${at}::timestamptz
  from ${entered} on conflict (vendor, event_id) do nothing returning event_id as id`;

export type WaitingEvent = {
  vendorRef: string | null;
  subject: InboxSubject;
  attempts: number;
  receivedAt: Date;
};

/** Locked; null when it was dealt with already. */
export async function lockWaitingEvent(
  tx: Tx,
  vendor: string,
  eventId: string,
): Promise<WaitingEvent | null> {
  const [row] = await tx<WaitingEvent[]>`
    select vendor_ref as "vendorRef", subject, attempts, received_at as "receivedAt" from inbox
    where vendor = ${vendor} and event_id = ${eventId} and processed_at is null for update`;
  return row ?? null;
}

export async function concludeEvent(
  tx: Tx,
  vendor: string,
  eventId: string,
  result: { outcome: InboxOutcome; clientId: string | null; at: Date },
): Promise<void> {
  await tx`
    update inbox set outcome = ${result.outcome}, client_id = ${result.clientId}, processed_at = ${result.at}, attempts = attempts + 1
    where vendor = ${vendor} and event_id = ${eventId}`;
}

export async function postponeEvent(tx: Tx, vendor: string, eventId: string): Promise<void> {
  await tx`
    update inbox set outcome = 'parked', attempts = attempts + 1 where vendor = ${vendor} and event_id = ${eventId}`;
}
