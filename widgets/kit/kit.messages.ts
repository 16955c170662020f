import { defineMessages, plural, type Translation } from './messages.ts';

const source = {
  loading: 'Loading',
  retry: 'Try again',
  close: 'Close',
  dismiss: 'Dismiss',
  clear: 'Clear',
  search: 'Search',
  optional: 'optional',
  required: 'required',
  working: 'Working',
  back: 'Back',
  more: 'More actions',
  progress: (done: string, total: string) => `${done} of ${total}`,
  requestId: (id: string) => `Request ${id}`,
  asOf: (when: string) => `As of ${when}`,

  failedTitle: 'This part stopped working',
  staleTitle: 'This may be out of date',
  staleBody: (when: string) => `The last update failed. You see what was true as of ${when}.`,
  partialTitle: 'Some of it could not be loaded',

  moneyMalformed: 'Enter an amount in dollars and cents, like 1,234.50',
  moneyTooPrecise: 'Enter whole cents: two digits after the point',
  moneyTooLarge: 'This amount is too large',
  moneyEmpty: 'Enter an amount',
  moneyAbove: (most: string) => `Enter ${most} or less`,
  moneyBelow: (least: string) => `Enter ${least} or more`,

  selectAll: 'Select all rows',
  selectRow: (name: string) => `Select ${name}`,
  selected: (count: number) => `${count} selected`,
  sortedAscending: (column: string) => `Sorted by ${column}, ascending`,
  sortedDescending: (column: string) => `Sorted by ${column}, descending`,
  rows: (count: number) => plural('en-AU', count, { one: `${count} row`, other: `${count} rows` }),
};

export type KitMessages = Translation<typeof source>;

/** The kit's own words; `messages/` holds the other languages. */
export const kitMessages = defineMessages(source, {
  'zh-Hans': () => import('./messages/zh-hans.ts'),
  ar: () => import('./messages/ar.ts'),
});
