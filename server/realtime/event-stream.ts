import type { ServerResponse } from 'node:http';
import type { Asker, Authenticate } from '../ports/asker.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hub } from './hub.ts';
import { frameOf, mayHear } from './subscribers.ts';

const heartbeatMs = 15_000;
/** How often a long-lived reader shows again that it may still listen: it is cut within five seconds (S5). */
const recheckMs = 4_000;
/** A reader that takes nothing may leave this much waiting; then it is dropped. */
const bufferCap = 256 * 1_024;
const mostHeld = 1_000;

const heartbeat = Buffer.from(': still here\n\n');

export type EventStreamDeps = { hub: Hub; clock: Clock; authenticate: Authenticate };

export type EventStreamRequest = {
  asker: Asker;
  clientId: string;
  /** The number of the last event that the reader has; null for a new one. */
  lastEventId: number | null;
  header: (name: string) => string | undefined;
  traceId: string;
};

/**
 * Serves one reader until it leaves. It first gets what it missed, or `reset` when that is no longer kept; then
 * events as they come. A reader whose session ends is cut within five seconds (S5).
 */
export async function streamEvents(
  response: ServerResponse,
  deps: EventStreamDeps,
  request: EventStreamRequest,
): Promise<void> {
  const { hub, clock } = deps;
  const { asker, clientId } = request;
  const send = (buffer: Buffer): boolean => {
    response.write(buffer);
    return response.writableLength <= bufferCap;
  };
  // What comes live while the missed events are being read waits for its turn.
  let held: { frame: Buffer; seq: number }[] | null = [];
  const subscriber = {
    scope: asker.scope,
    write: (frame: Buffer, seq: number) => (held ? held.push({ frame, seq }) <= mostHeld : send(frame)),
    end: () => response.end(),
  };
  const leave = await hub.join(clientId, subscriber);
  // Gone before it was in: its close was told already and comes no second time.
  if (response.destroyed) return leave();
  const beat = setInterval(() => {
    if (!send(heartbeat)) response.destroy();
  }, heartbeatMs);
  const recheck = setInterval(() => {
    deps
      .authenticate({ header: request.header, traceId: request.traceId })
      .then((still) => {
        if (!still || still.scope.clientId !== clientId) response.end();
        else subscriber.scope = still.scope;
      })
      .catch(() => response.end());
  }, recheckMs);
  response.on('close', () => {
    clearInterval(beat);
    clearInterval(recheck);
    leave();
  });

  let last = request.lastEventId ?? (await hub.head(clientId));
  if (request.lastEventId === null) send(Buffer.from(`id: ${last}\nevent: hello\ndata: {}\n\n`));
  else last = await replay(request.lastEventId);
  for (const { frame, seq } of held) if (seq > last) send(frame);
  held = null;

  async function replay(after: number): Promise<number> {
    const missed = await hub.since(clientId, after);
    if (missed === null) {
      const head = await hub.head(clientId);
      send(Buffer.from(`id: ${head}\nevent: reset\ndata: {}\n\n`));
      return head;
    }
    for (const row of missed) if (mayHear(asker.scope, row, clock.now())) send(frameOf(row));
    return missed.at(-1)?.seq ?? after;
  }
}
