import postgres from 'postgres';
import type { Scope } from './scope.ts';
import { columnTypes } from './types.ts';

type TypeMap = { int8: number; date: string };

/** Runs statements inside a transaction and cannot begin another one. */
export type Tx = postgres.TransactionSql<TypeMap>;

/** Begins transactions and runs nothing outside of one. */
export type Db = {
  /** A transaction that cannot write. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement in a reading transaction of its own, sent in one go: a single round trip. */
  readOne<Row extends postgres.MaybeRow>(
    scope: Scope,
    statement: (tx: Tx) => postgres.PendingQuery<Row[]>,
  ): Promise<Row[]>;
  /**
   * One statement that writes, in a transaction of its own, sent in one go. It takes its rows from `entered`, as in
   * `insert into t select 1 from ${entered}`: by its first row the scope is entered, and without it nothing may be written.
   */
  writeOne<Row extends postgres.MaybeRow>(
    scope: Scope,
    statement: (tx: Tx, entered: postgres.Fragment) => postgres.PendingQuery<Row[]>,
  ): Promise<Row[]>;
  /**
   * One statement that nobody asks, in a single message: no scope is set, so every tenant table is empty. For tables that
   * are read to find out who asks.
   */
  lookUp<Row extends postgres.MaybeRow>(
    statement: (tx: Tx) => postgres.PendingQuery<Row[]>,
  ): Promise<readonly Row[]>;
  /** A transaction that is repeated whole, a few times, when the database asks for that (deadlock, serialization). */
  write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Calls back at each notification and after each reconnection, when some may have been missed. */
  listen(
    channel: string,
    onMessage: (payload: string) => void,
    onReconnect: () => void,
  ): Promise<() => Promise<void>>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type DbOptions = { url: string; max?: number; applicationName?: string };

/** The outcome of a commit is not known: the connection broke while it ran. Never repeat it blindly. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
}

const repeatable = new Set(['40001', '40P01']);
const attempts = 4;

export function createDb({ url, max = 10, applicationName = 'foyer' }: DbOptions): Db {
  const sql = postgres(url, {
    max,
    idle_timeout: 0,
    connect_timeout: 10,
    max_lifetime: 60 * 30,
    onnotice: () => {},
    types: columnTypes,
    connection: {
      application_name: applicationName,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
      TimeZone: 'UTC',
    },
  });

  const transact = async <T>(mode: string, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
    let finished = false;
    try {
      const result = await sql.begin(mode, async (inner) => {
        // Sent ahead of the first statement on the same connection: the scope costs no round trip of its own.
        const scoped = enterScope(inner, scope);
        scoped.catch(() => {});
        const value = await work(inner);
        await scoped;
        finished = true;
        return { value };
      });
      return result.value as T;
    } catch (error) {
      if (finished && isConnectionLoss(error))
        throw new CommitUnknownError('the commit was not acknowledged');
      throw error;
    }
  };

  return {
    read: (scope, work) => transact('isolation level read committed read only', scope, work),
    readOne: async (scope, statement) => {
      const tx = sql as postgres.Sql<TypeMap> & Tx;
      // The scope is the outer side of the join and `offset 0` keeps it there: it is entered before the statement's
      // first row is read. Were it ever otherwise, nobody would be asking, and the answer empty.
      return tx`
        select answer.* from (select concat(${settings(tx, scope)}) as entered) as scope,
          lateral (select asked.* from (${statement(tx)}) as asked where scope.entered is not null offset 0) as answer`;
    },
    writeOne: async (scope, statement) => {
      const tx = sql as postgres.Sql<TypeMap> & Tx;
      const entered = tx`(select concat(${settings(tx, scope)}) as entered offset 0) as scope where scope.entered is not null`;
      return statement(tx, entered);
    },
    lookUp: async (statement) => statement(sql as postgres.Sql<TypeMap> & Tx),
    async write(scope, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await transact('isolation level read committed', scope, work);
        } catch (error) {
          const code = error instanceof postgres.PostgresError ? error.code : '';
          if (attempt >= attempts || !repeatable.has(code)) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
        }
      }
    },
    async listen(channel, onMessage, onReconnect) {
      let first = true;
      const subscription = await sql.listen(channel, onMessage, () => {
        if (!first) onReconnect();
        first = false;
      });
      return () => subscription.unlisten();
    },
    async ping() {
      await sql`select 1`;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

/** Who is asking, until the end of the transaction. */
const settings = (tx: Tx, scope: Scope) => tx`
  set_config('app.client_id', ${scope.clientId ?? ''}, true),
  set_config('app.user_id', ${scope.actor.kind === 'user' ? scope.actor.id : ''}, true),
  set_config('app.capabilities', ${scope.capabilities.join(',')}, true),
  set_config('app.sites', ${scope.siteIds === 'all' ? 'all' : `{${scope.siteIds.join(',')}}`}, true),
  set_config('app.valid_until', ${scope.validUntil?.toISOString() ?? ''}, true),
  set_config('app.house', ${scope.house ? 'yes' : ''}, true)`;

/**
 * Says who is asking for the rest of the transaction. Transactions begin in a scope; a batch of the house that spans
 * clients enters each of them in turn.
 */
export const enterScope = async (tx: Tx, scope: Scope): Promise<void> => {
  // Sent at once: a query that is only awaited would be sent a moment later, after the statement it is meant for.
  const scoped = tx`select ${settings(tx, scope)}`.execute();
  await scoped;
};

const isConnectionLoss = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(CONNECTION_|ECONN|EPIPE|57P0)/.test(String(error.code));
