import postgres from 'postgres';

/**
 * Which processes live is known to the database: each holds an advisory lock for as long as its connection stands. A
 * killed process loses the lock with its connection, so a lock that can be had belongs to nobody who lives.
 */
export type Presence = {
  /** Names this process in what it leaves in the database. */
  readonly id: string;
  /** Resolves when the database knows that this process lives. */
  announce(): Promise<void>;
  close(): Promise<void>;
};

export type PresenceOptions = { url: string; id: string; onLost?: (error: unknown) => void };

/** Of one lock in the database, for a process's id as text. */
export const presenceLock = (id: string): string => `foyer:process:${id}`;

const againMs = 1_000;

export function createPresence({ url, id, onLost = () => {} }: PresenceOptions): Presence {
  let closed = false;
  let announced = false;
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    // The lock lives as long as its connection does.
    max_lifetime: null,
    onnotice: () => {},
    onclose: () => {
      if (announced && !closed) void keep();
    },
    connection: { application_name: 'foyer-presence' },
  });
  const take = async () => {
    await sql`select pg_advisory_lock(hashtextextended(${presenceLock(id)}, 0))`;
  };
  let keeping = false;
  /** The connection broke and this process lives on: it says so again as soon as the database hears it. */
  const keep = async () => {
    if (keeping) return;
    keeping = true;
    while (!closed) {
      try {
        await take();
        break;
      } catch (error) {
        onLost(error);
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
    keeping = false;
  };
  return {
    id,
    async announce() {
      await take();
      announced = true;
    },
    async close() {
      closed = true;
      await sql.end({ timeout: 5 });
    },
  };
}
