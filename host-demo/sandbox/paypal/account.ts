import type { JsonObject } from '../json.ts';
import { notFound } from './errors.ts';
import { newId } from './ids.ts';
import type { Kind, PaypalEvent, Records } from './objects.ts';
import type { Store } from './store.ts';

/** The shop's account at the stand-in PayPal. */
export type Account = {
  store: Store;
  /** Where the API answers: in links, and where the certificate is served. */
  base(): string;
  now(): Date;
};

/** One call, and what it caused, in order. */
export type Call = { account: Account; events: PaypalEvent[] };

export const stamp = (account: Account): string =>
  account
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');

export function find<K extends Kind>(account: Account, kind: K, id: string): Records[K] {
  const record = account.store.get(kind, id);
  if (record === undefined) throw notFound();
  return record;
}

/** Records that something happened; delivery is the caller's affair. */
export function emit(
  { account, events }: Call,
  type: string,
  subject: { type: string; version?: string; resource: JsonObject; summary: string },
): void {
  const id = `WH-${newId()}-${newId()}`;
  events.push(
    account.store.put('event', {
      id,
      event_version: '1.0',
      create_time: account.now().toISOString(),
      resource_type: subject.type,
      resource_version: subject.version ?? '2.0',
      event_type: type,
      summary: subject.summary,
      resource: subject.resource,
      links: [
        {
          href: `${account.base()}/v1/notifications/webhooks-events/${id}`,
          rel: 'self',
          method: 'GET',
        },
      ],
    }),
  );
}
