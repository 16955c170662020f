import type { Logger } from 'pino';
import { houseScope } from '../db/scope.ts';
import type { Deps } from '../ports/deps.ts';
import { frameOf, mayHear, type OutboxRow, type Subscriber } from './subscribers.ts';

export type Hub = {
  start(): Promise<void>;
  /** @returns how to leave */
  join(clientId: string, subscriber: Subscriber): Promise<() => void>;
  /** Events after `seq`, oldest first; null when they are no longer kept or too many to replay. */
  since(clientId: string, seq: number): Promise<OutboxRow[] | null>;
  head(clientId: string): Promise<number>;
  count(): number;
  stop(): Promise<void>;
};

const mostReplayed = 1_000;

/**
 * Carries the outbox to connected readers. A notification only wakes it: what is sent is read from the table by
 * number, so nothing is lost when a notification is (after every reconnection all clients are read again).
 */
export function createHub({ db, clock, log }: Pick<Deps, 'db' | 'clock'> & { log: Logger }): Hub {
  const rooms = new Map<string, Room>();
  let stopListening: (() => Promise<void>) | undefined;
  const scopeOf = (clientId: string) => houseScope('realtime', '0'.repeat(32), clientId);

  const read = (clientId: string, after: number, limit: number) =>
    db.read(
      scopeOf(clientId),
      (tx) => tx<OutboxRow[]>`
      select seq, at, topic, subject_type, subject_id, capability, site_ids from outbox
      where client_id = ${clientId} and seq > ${after} order by seq limit ${limit}`,
    );

  const head = (clientId: string) =>
    db.read(scopeOf(clientId), async (tx) => {
      const [row] = await tx<{ seq: number }[]>`select seq from outbox_head where client_id = ${clientId}`;
      return row?.seq ?? 0;
    });

  const wake = (clientId: string) => {
    const room = rooms.get(clientId);
    if (!room) return;
    room.wanted = true;
    if (room.reading) return;
    room.reading = drain(clientId, room)
      .catch((error: unknown) => log.error({ err: error, clientId }, 'outbox could not be read'))
      .finally(() => {
        room.reading = undefined;
        if (room.wanted && rooms.has(clientId)) setTimeout(() => wake(clientId), 250);
      });
  };

  const drain = async (clientId: string, room: Room) => {
    while (room.wanted) {
      room.wanted = false;
      const rows = await read(clientId, room.seq, 500);
      for (const row of rows) {
        room.seq = row.seq;
        deliver(room, row);
      }
      if (rows.length === 500) room.wanted = true;
    }
  };

  const deliver = (room: Room, row: OutboxRow) => {
    const frame = frameOf(row);
    const now = clock.now();
    for (const subscriber of room.subscribers) {
      if (mayHear(subscriber.scope, row, now) && !subscriber.write(frame, row.seq)) {
        room.subscribers.delete(subscriber);
        subscriber.end();
      }
    }
  };

  return {
    async start() {
      stopListening = await db.listen(
        'outbox',
        (payload) => wake(payload.slice(0, payload.indexOf(':'))),
        () => {
          for (const clientId of rooms.keys()) wake(clientId);
        },
      );
    },
    async join(clientId, subscriber) {
      const room = rooms.get(clientId) ?? {
        subscribers: new Set<Subscriber>(),
        seq: await head(clientId),
        wanted: false,
        reading: undefined,
      };
      const current = rooms.get(clientId) ?? room;
      rooms.set(clientId, current);
      current.subscribers.add(subscriber);
      wake(clientId);
      return () => {
        current.subscribers.delete(subscriber);
        if (current.subscribers.size === 0) rooms.delete(clientId);
      };
    },
    async since(clientId, seq) {
      // The head first: an event that commits in between is then among the rows, and no gap.
      const [last, rows] = [await head(clientId), await read(clientId, seq, mostReplayed + 1)];
      const gap = rows[0] ? rows[0].seq > seq + 1 : last > seq;
      return rows.length > mostReplayed || gap || seq > last ? null : rows;
    },
    head,
    count: () => [...rooms.values()].reduce((sum, room) => sum + room.subscribers.size, 0),
    async stop() {
      await stopListening?.();
      for (const room of rooms.values()) for (const subscriber of room.subscribers) subscriber.end();
      rooms.clear();
    },
  };
}

type Room = {
  subscribers: Set<Subscriber>;
  /** The last number that was delivered. */
  seq: number;
  wanted: boolean;
  reading: Promise<void> | undefined;
};
