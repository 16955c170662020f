import type { JsonObject } from '../json.ts';
import { invalidParameter, noSuch } from './errors.ts';
import type { Form } from './form.ts';
import { isForm, optionalInteger, optionalText } from './params.ts';

type Listed = JsonObject & { id: string; created: number };

/** One page of a list, newest first, under Stripe's cursor rules (`starting_after`, `ending_before`). */
export function listPage(oldestFirst: Listed[], form: Form, url: string): JsonObject {
  const limit = optionalInteger(form, 'limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidParameter(
      'limit',
      `Invalid integer: limit must be between 1 and 100`,
      'parameter_invalid_integer',
    );
  }
  const within = createdFilter(form);
  const all = oldestFirst.filter((item) => within(item.created)).reverse();
  const after = optionalText(form, 'starting_after');
  const before = optionalText(form, 'ending_before');
  if (before !== undefined) {
    const end = position(all, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: all.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : position(all, after, 'starting_after') + 1;
  return { object: 'list', data: all.slice(start, start + limit), has_more: start + limit < all.length, url };
}

function position(items: Listed[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw noSuch('object', id, param, 400);
  return index;
}

function createdFilter(form: Form): (created: number) => boolean {
  const created = form.created;
  if (created === undefined) return () => true;
  if (typeof created === 'string') {
    const exact = optionalInteger(form, 'created');
    return (at) => at === exact;
  }
  if (!isForm(created)) throw invalidParameter('created', 'Invalid object');
  const [gt, gte, lt, lte] = ['gt', 'gte', 'lt', 'lte'].map((bound) => optionalInteger(created, bound));
  return (at) =>
    (gt === undefined || at > gt) &&
    (gte === undefined || at >= gte) &&
    (lt === undefined || at < lt) &&
    (lte === undefined || at <= lte);
}

/** Keeps the items whose field equals the parameter of the same name, for each name that was given. */
export function having<T extends JsonObject>(items: T[], form: Form, names: readonly string[]): T[] {
  return names.reduce((kept, name) => {
    const wanted = optionalText(form, name);
    return wanted === undefined ? kept : kept.filter((item) => item[name] === wanted);
  }, items);
}
