import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { invalidParameter } from './errors.ts';
import type { Form } from './form.ts';
import type { Kind } from './objects.ts';
import { textList } from './params.ts';
import type { Store } from './store.ts';

const kindOfPrefix: Record<string, Kind> = {
  pi: 'payment_intent',
  seti: 'setup_intent',
  ch: 'charge',
  re: 'refund',
  dp: 'dispute',
  po: 'payout',
  txn: 'balance_transaction',
  cus: 'customer',
  pm: 'payment_method',
  mandate: 'mandate',
};

/** Replaces ids by the objects they name, along the paths of `expand` (at most four steps, as at Stripe). */
export function expand(store: Store, answer: JsonObject, form: Form): JsonObject {
  return (textList(form, 'expand') ?? []).reduce<JsonObject>((object, path) => {
    const steps = path.split('.');
    if (steps.length > 4)
      throw invalidParameter('expand', 'You cannot expand more than 4 levels of a property.');
    const expanded = follow(store, object, steps, path);
    return isJsonObject(expanded) ? expanded : object;
  }, answer);
}

function follow(store: Store, value: Json, steps: string[], path: string): Json {
  const [head, ...rest] = steps;
  if (head === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => follow(store, item, steps, path));
  if (!isJsonObject(value) || !Object.hasOwn(value, head)) {
    throw invalidParameter(
      'expand',
      `This property cannot be expanded (${head}). You may want to try expanding '${path}' another way.`,
    );
  }
  return { ...value, [head]: follow(store, load(store, value[head] ?? null), rest, path) };
}

function load(store: Store, value: Json): Json {
  if (typeof value !== 'string') return value;
  const kind = kindOfPrefix[value.slice(0, value.indexOf('_'))];
  return (kind && store.get(kind, value)) ?? value;
}
