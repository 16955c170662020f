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
  failedBody: 'The rest of the page is not affected, and nothing you sent is lost.',
  refusedTitle: 'You are not signed in here',
  refusedBody: 'Sign in to this site again, then try once more.',
  notConfiguredTitle: 'This page is not connected yet',
  notConfiguredBody: 'The site that shows this page has to connect it to the client portal. Tell its owner.',
  unreachableTitle: 'The client portal cannot be reached',
  unreachableBody: 'This page itself works. We keep trying, and you can try now.',
  offlineTitle: 'You are offline',
  offlineBody: 'What you see here was loaded earlier. It updates when the connection is back.',
  expiredTitle: 'Your session ended',
  expiredBody: 'What you typed is still here. Sign in again to go on.',
  staleTitle: 'This may be out of date',
  staleBody: (when: string) => `The last update failed. You see what was true as of ${when}.`,
  partialTitle: 'Some of it could not be loaded',
  forbiddenTitle: 'Your account may not see this',
  forbiddenBody: 'An administrator of your organisation can grant it.',
  notFoundTitle: 'This is not here',
  notFoundBody: 'It may have been removed, or it belongs to somebody else.',
  busyTitle: 'Too many requests just now',
  busyBody: 'Wait a moment, then try again.',

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
