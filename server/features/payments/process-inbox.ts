import type { Logger } from 'pino';
import type { Deps } from '../../ports/deps.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import { applyMethodNews, readNamedMethod } from '../payment-methods/index.ts';
import { gatewayOf } from './gateway-of.ts';
import { concludeEvent, type InboxSubject, lockWaitingEvent, postponeEvent } from './inbox.repository.ts';
import { applyPayment, vendorScope } from './receive-event.ts';

type Work = {
  log: Logger;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'vaults' | 'supplier'>;
  vendor: Vendor;
  eventId: string;
  traceId: string;
};

const day = 24 * 60 * 60_000;

/**
 * Applies an event that came before the row it speaks of. The vendor is asked anew: what it says now is worth more
 * than what it said then. Looks every half second at first, then every minute, and gives up after a day.
 */
export async function processInbox({ deps, log, vendor, eventId, traceId }: Work): Promise<void> {
  const scope = vendorScope(vendor, traceId);
  const waiting = await deps.db.write(scope, (tx) => lockWaitingEvent(tx, vendor, eventId));
  if (!waiting?.vendorRef) return;
  if (waiting.subject !== 'payment') {
    await followMethod({ deps, log, vendor, eventId, traceId }, waiting.subject, waiting.vendorRef);
    return;
  }
  const { payment } = await gatewayOf(deps.gateways, { vendor }).read(waiting.vendorRef);
  await deps.db.write(scope, async (tx) => {
    const still = await lockWaitingEvent(tx, vendor, eventId);
    if (!still) return;
    const at = deps.clock.now();
    const result = await applyPayment({ tx, deps, scope, payment });
    if (result.outcome !== 'parked') {
      return concludeEvent(tx, vendor, eventId, { outcome: result.outcome, clientId: result.clientId, at });
    }
    if (at.getTime() - still.receivedAt.getTime() > day) {
      log.warn({ vendor, eventId }, 'an event speaks of a payment that never came');
      return concludeEvent(tx, vendor, eventId, { outcome: 'unmatched', clientId: null, at });
    }
    await postponeEvent(tx, vendor, eventId);
    const delay = still.attempts < 20 ? 500 : 60_000;
    await deps.queue.enqueue(
      tx,
      'process-inbox',
      { vendor, eventId, traceId },
      { key: `process-inbox:${vendor}:${eventId}`, runAt: new Date(at.getTime() + delay) },
    );
  });
}

/** An event about a saved method: the method is read anew, and what it says is written with the event's end. */
async function followMethod(
  { deps, vendor, eventId, traceId }: Work,
  subject: Exclude<InboxSubject, 'payment'>,
  ref: string,
): Promise<void> {
  const scope = vendorScope(vendor, traceId);
  const news = await readNamedMethod({ deps, scope, vendor, subject, ref });
  await deps.db.write(scope, async (tx) => {
    if (!(await lockWaitingEvent(tx, vendor, eventId))) return;
    const at = deps.clock.now();
    if (!news) return concludeEvent(tx, vendor, eventId, { outcome: 'ignored', clientId: null, at });
    // The event first: what is announced of the method is the transaction's last word.
    await concludeEvent(tx, vendor, eventId, { outcome: 'applied', clientId: news.clientId, at });
    await applyMethodNews({ tx, scope, deps }, news);
  });
}
