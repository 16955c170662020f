import type { JsonObject } from '../json.ts';
import { find, type Operation } from './account.ts';
import { invalidParameter } from './errors.ts';
import { newId, randomText } from './ids.ts';
import { listPage } from './lists.ts';
import type { WebhookEndpoint } from './objects.ts';
import { allowOnly, mergedMetadata, optionalText, requiredText, textList } from './params.ts';
import type { Store } from './store.ts';

export const createWebhookEndpoint: Operation = ({ account, form }) => {
  allowOnly(form, ['url', 'enabled_events', 'api_version', 'connect', 'description', 'metadata']);
  const url = requiredText(form, 'url');
  if (!URL.canParse(url))
    throw invalidParameter(
      'url',
      'Invalid URL: An explicit scheme (such as https) must be provided.',
      'url_invalid',
    );
  return saveEndpoint(account.store, account.now(), {
    url,
    secret: `whsec_${randomText(32)}`,
    enabledEvents: textList(form, 'enabled_events') ?? [],
    more: {
      description: optionalText(form, 'description') ?? null,
      metadata: mergedMetadata(form, {}),
    },
  });
};

export const listWebhookEndpoints: Operation = ({ account, form }) => {
  allowOnly(form, ['limit', 'starting_after', 'ending_before']);
  const page = listPage(
    account.store.all('webhook_endpoint').map(withoutSecret),
    form,
    '/v1/webhook_endpoints',
  );
  return page;
};

export const retrieveWebhookEndpoint: Operation = ({ account, id }) =>
  withoutSecret(find(account, 'webhook_endpoint', id));

/** Adds an endpoint, or replaces the one with the same address. */
export function saveEndpoint(
  store: Store,
  created: number,
  given: { url: string; secret: string; enabledEvents: string[]; more?: JsonObject },
): WebhookEndpoint {
  const same = store.all('webhook_endpoint').find((endpoint) => endpoint.url === given.url);
  return store.put('webhook_endpoint', {
    id: same?.id ?? newId('we'),
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: same?.created ?? created,
    description: null,
    enabled_events: given.enabledEvents,
    livemode: false,
    metadata: {},
    secret: given.secret,
    status: 'enabled',
    url: given.url,
    ...given.more,
  });
}

/** Stripe shows the secret once, when the endpoint is made. */
function withoutSecret(endpoint: WebhookEndpoint): JsonObject & { id: string; created: number } {
  const { secret: _secret, ...open } = endpoint;
  return { ...open, id: endpoint.id, created: endpoint.created };
}
