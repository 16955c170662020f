import { enterScope, type Tx } from '../../db/db.ts';
import { houseScope, type Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import {
  type GatewayEvent,
  type GatewayPayment,
  SignatureInvalid,
  type Vendor,
} from '../../ports/payment-gateway.ts';
import { gatewayOf } from './gateway-of.ts';
import {
  concludeEvent,
  type InboxEvent,
  type InboxOutcome,
  insertEvent,
  insertIgnored,
  postponeEvent,
} from './inbox.repository.ts';
import { isVendorTrouble, signatureInvalid, vendorUnavailable } from './payments.errors.ts';
import { recordObservation } from './record-observation.ts';

type Request = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;
  input: { vendor: Vendor; rawBody: Uint8Array; headers: Headers };
  traceId: string;
};

export type EventResult = InboxOutcome | 'duplicate' | 'parked';

/**
 * Takes one event of the vendor. The record of having it and everything that it causes commit together, so it is
 * never lost half-way, and a second delivery finds the record and changes nothing.
 */
export async function receiveEvent({ deps, input, traceId }: Request): Promise<EventResult> {
  const { vendor } = input;
  const event = await readVerified(deps, input);
  const scope = vendorScope(vendor, traceId);
  const record: InboxEvent = {
    vendor,
    eventId: event.eventId,
    type: event.type,
    vendorRef: event.vendorRef,
    subject: event.subject ?? 'payment',
    payload: event.payload,
  };
  if (concernsNothing(event)) {
    const kept = await deps.db.writeOne(scope, (tx, entered) =>
      insertIgnored(tx, entered, record, deps.clock.now()),
    );
    return kept.length > 0 ? 'ignored' : 'duplicate';
  }
  return deps.db.write(scope, async (tx) => {
    if (!(await insertEvent(tx, record))) return 'duplicate';
    const result = await applyEvent({ tx, deps, scope, event });
    if (result.outcome === 'parked') {
      await postponeEvent(tx, vendor, event.eventId);
      await deps.queue.enqueue(
        tx,
        'process-inbox',
        { vendor, eventId: event.eventId, traceId },
        {
          key: `process-inbox:${vendor}:${event.eventId}`,
          runAt: new Date(deps.clock.now().getTime() + 500),
        },
      );
    } else {
      await concludeEvent(tx, vendor, event.eventId, {
        outcome: result.outcome,
        clientId: result.clientId,
        at: deps.clock.now(),
      });
      await takeApproved({ tx, deps, payment: event.payment, clientId: result.clientId, traceId });
    }
    return result.outcome;
  });
}

/** The payer may have closed the page with the approval: the money is taken all the same, a moment later. */
async function takeApproved(news: {
  tx: Tx;
  deps: Request['deps'];
  payment: GatewayPayment | null;
  clientId: string | null;
  traceId: string;
}): Promise<void> {
  const { tx, deps, payment, clientId, traceId } = news;
  if (payment?.state !== 'approved' || !payment.paymentId || !clientId) return;
  await deps.queue.enqueue(
    tx,
    'settle-payment',
    { clientId, paymentId: payment.paymentId, traceId },
    {
      key: `settle-payment:${payment.paymentId}`,
      runAt: new Date(deps.clock.now().getTime() + 5_000),
      maxAttempts: 20,
    },
  );
}

/** An event that names a payment and does not show it waits for the job that asks the vendor. */
async function applyEvent(work: Omit<Application, 'payment'> & { event: GatewayEvent }): Promise<Applied> {
  const { event, ...application } = work;
  return event.payment
    ? applyPayment({ ...application, payment: event.payment })
    : { outcome: 'parked', clientId: null };
}

/** Of an account's events most are none of ours: they are kept, and cost as little as can be. */
const concernsNothing = ({ payment, vendorRef }: GatewayEvent): boolean => !payment && !vendorRef;

export const vendorScope = (vendor: string, traceId: string): Scope => ({
  ...houseScope(vendor, traceId),
  actor: { kind: 'vendor', id: vendor, name: vendor },
});

export type Applied = { outcome: InboxOutcome | 'parked'; clientId: string | null };
const ignored: Applied = { outcome: 'ignored', clientId: null };

type Application = {
  tx: Tx;
  deps: Request['deps'];
  scope: Scope;
  payment: GatewayPayment;
};

/** The payment says whose it is; the row it names has the last word, by the vendor's reference. */
export async function applyPayment({ tx, deps, scope, payment }: Application): Promise<Applied> {
  const { clientId, paymentId } = payment;
  if (!isUuid(clientId) || !isUuid(paymentId)) return ignored;
  const entered: Scope = { ...scope, clientId };
  await enterScope(tx, entered);
  const recorded = await recordObservation({ tx, scope: entered, deps, paymentId, seen: payment });
  if (recorded.kind === 'missing') return { outcome: 'parked', clientId: null };
  return { outcome: recorded.kind, clientId };
}

async function readVerified(
  deps: Request['deps'],
  { vendor, rawBody, headers }: Request['input'],
): Promise<GatewayEvent> {
  try {
    return await gatewayOf(deps.gateways, { vendor }).readEvent(rawBody, headers, deps.clock.now());
  } catch (error) {
    if (error instanceof SignatureInvalid) throw signatureInvalid(error);
    throw isVendorTrouble(error) ? vendorUnavailable(error) : error;
  }
}

const isUuid = (text: string | null): text is string =>
  text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
