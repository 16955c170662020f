import { find, type Operation } from './account.ts';
import { listPage } from './lists.ts';
import { allowOnly, optionalText, textList } from './params.ts';

const LIST = ['type', 'types', 'created', 'delivery_success', 'limit', 'starting_after', 'ending_before'];

export const retrieveEvent: Operation = ({ account, id }) => find(account, 'event', id);

export const listEvents: Operation = ({ account, form }) => {
  allowOnly(form, LIST);
  const type = optionalText(form, 'type');
  const types = textList(form, 'types');
  const delivered = optionalText(form, 'delivery_success');
  const matches = account.store
    .all('event')
    .filter((event) => type === undefined || fits(event.type, type))
    .filter((event) => types === undefined || types.includes(event.type))
    .filter((event) => delivered === undefined || (event.pending_webhooks === 0) === (delivered === 'true'));
  return listPage(matches, form, '/v1/events');
};

/** `charge.*` matches every type below it. */
const fits = (type: string, wanted: string): boolean =>
  wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
