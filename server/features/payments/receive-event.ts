import { enterScope, type Tx } from '../../db/db.ts';
import { houseScope, type Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { type GatewayEvent, type GatewayPayment, SignatureInvalid } from '../../ports/payment-gateway.ts';
import { concludeEvent, type InboxOutcome, insertEvent, postponeEvent } from './inbox.repository.ts';
import { signatureInvalid } from './payments.errors.ts';
import { recordObservation } from './record-observation.ts';

type Request = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateway' | 'supplier'>;
  input: { rawBody: Uint8Array; headers: Headers };
  traceId: string;
};

export type EventResult = InboxOutcome | 'duplicate' | 'parked';

/**
 * Takes one event of the vendor. The record of having it and everything that it causes commit together, so it is
 * never lost half-way, and a second delivery finds the record and changes nothing.
 */
export async function receiveEvent({ deps, input, traceId }: Request): Promise<EventResult> {
  const event = readVerified(deps, input);
  const vendor = deps.gateway.vendor;
  const scope = vendorScope(vendor, traceId);
  return deps.db.write(scope, async (tx) => {
    const isNew = await insertEvent(tx, {
      vendor,
      eventId: event.eventId,
      type: event.type,
      vendorRef: event.payment?.vendorRef ?? null,
      payload: event.payload,
    });
    if (!isNew) return 'duplicate';
    const result = event.payment ? await applyPayment({ tx, deps, scope, payment: event.payment }) : ignored;
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
    }
    return result.outcome;
  });
}

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

function readVerified(deps: Request['deps'], input: Request['input']): GatewayEvent {
  try {
    return deps.gateway.readEvent(input.rawBody, input.headers, deps.clock.now());
  } catch (error) {
    throw error instanceof SignatureInvalid ? signatureInvalid(error) : error;
  }
}

const isUuid = (text: string | null): text is string =>
  text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
