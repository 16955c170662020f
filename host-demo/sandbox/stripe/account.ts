import type { JsonObject } from '../json.ts';
import { noSuch } from './errors.ts';
import type { Form } from './form.ts';
import { newId } from './ids.ts';
import type { Event, Kind, Records } from './objects.ts';
import type { Store } from './store.ts';

/** One API request as the operations see it. What it caused is collected in `events`, in order. */
export type Call = {
  requestId: string;
  idempotencyKey: string | null;
  apiVersion: string;
  /** Asked with a publishable key: only what a client secret opens may be done. */
  publishable: boolean;
  /** Where pages for people are served from, for redirects out of the API. */
  origin: string;
  events: Event[];
};

/** How long the banks take; null leaves it to the control interface and the page of the payer's bank. */
export type BankPace = {
  becsClearsMs: number | null;
  payToClearsMs: number | null;
  /** What the payer does in the bank's app with a PayTo request. */
  payToAnswer: 'by_hand' | 'authorise' | 'decline';
};

export type Account = {
  store: Store;
  banks: BankPace;
  /** Unix seconds. */
  now(): number;
};

/** An API operation: parameters in, Stripe object out, Stripe errors thrown. */
export type Operation = (input: { account: Account; call: Call; form: Form; id: string }) => JsonObject;

/** Records that something happened; delivery is the caller's affair. */
export function emit(account: Account, call: Call, type: string, object: JsonObject): void {
  const endpoints = account.store.all('webhook_endpoint').filter((endpoint) => wants(endpoint, type));
  const event: Event = {
    id: newId('evt'),
    object: 'event',
    api_version: call.apiVersion,
    created: account.now(),
    data: { object },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey },
    type,
  };
  call.events.push(account.store.put('event', event));
}

/** Whether an endpoint subscribed to a type; an endpoint without a list takes everything. */
export function wants(endpoint: Records['webhook_endpoint'], type: string): boolean {
  if (endpoint.status !== 'enabled') return false;
  const types = endpoint.enabled_events;
  return types.length === 0 || types.includes('*') || types.includes(type);
}

export function find<K extends Kind>(account: Account, kind: K, id: string, param?: string): Records[K] {
  const record = account.store.get(kind, id);
  // A wrong id in the path is 404, in a parameter 400.
  if (record === undefined) throw noSuch(kind, id, param, param === undefined ? 404 : 400);
  return record;
}
