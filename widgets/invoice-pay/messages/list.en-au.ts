import { plural, type Translation } from '../../kit/messages.ts';

const invoices = (count: number): string =>
  plural('en-AU', count, { one: `${count} invoice`, other: `${count} invoices` });

/** Words of the first screen: they travel with the widget. */
export const messages = {
  title: 'Invoices',
  refresh: 'Refresh',
  balance: 'Balance due',
  overdue: 'Overdue',
  underWay: 'Payments under way',
  credit: 'Credit on account',
  account: 'Account',
  paymentHistory: 'Payments',

  aging: 'Balance by days past due; choose one to filter the list',
  bucket_current: 'Not yet due',
  bucket_1_30: '1–30 days',
  bucket_31_60: '31–60 days',
  bucket_61_90: '61–90 days',
  bucket_91_120: '91–120 days',
  bucket_121_plus: 'Over 120 days',
  bucketNote: invoices,
  agingFailed: 'The balance could not be read. The list below is not affected.',

  showing: 'Show',
  showToPay: 'To pay',
  showPaid: 'Paid',
  showAll: 'All',
  search: 'Search invoices',
  searchHint: 'Number, PO, contract, work',
  filters: 'Filters',
  filtersOn: (count: number) => `Filters (${count})`,
  site: 'Site',
  allSites: 'All sites',
  issuedFrom: 'Issued from',
  issuedTo: 'Issued to',
  rangeBackwards: 'This is before the first day',
  clearFilters: 'Clear filters',
  sortBy: 'Sort by',
  sortDue: 'Due first',
  sortNewest: 'Newest first',
  sortOldest: 'Oldest first',
  sortBalance: 'Largest balance',

  invoice: 'Invoice',
  issued: 'Issued',
  due: 'Due',
  status: 'Status',
  total: 'Total',
  balanceColumn: 'Balance',
  invoiceName: (number: string, amount: string) => `invoice ${number}, ${amount}`,
  po: (number: string) => `PO ${number}`,
  sitesCount: (count: number) => plural('en-AU', count, { one: `${count} site`, other: `${count} sites` }),

  status_issued: 'Open',
  status_part_paid: 'Partly paid',
  status_paid: 'Paid',
  status_void: 'Void',
  status_written_off: 'Written off',
  status_overdue: 'Overdue',
  status_under_way: 'Payment under way',
  daysOverdue: (count: number) =>
    plural('en-AU', count, { one: `${count} day late`, other: `${count} days late` }),

  emptyTitle: 'No invoices to pay',
  emptyBody: 'New invoices appear here on the day they are issued. Paid ones are under Paid.',
  emptyPaidTitle: 'Nothing paid yet',
  emptyPaidBody: 'Invoices move here once their whole balance is paid or credited.',
  emptyAllTitle: 'No invoices yet',
  emptyAllBody: 'Your first invoice appears here on the day it is issued.',
  filteredTitle: 'No invoice matches',
  filteredBody: 'Try fewer filters, or another word in the search.',
  more: 'Show more',
  moreFailed: 'More invoices could not be read.',
  found: (count: number, all: boolean) => (all ? invoices(count) : `${count} invoices, more below`),

  selection: (count: number) => `${invoices(count)} selected`,
  clearSelection: 'Clear',
  review: 'Review payment',
  selectionOfLimit: (most: string) => `One payment takes at most ${most} invoices.`,
  readOnly: 'Your role can see invoices and not pay them.',

  backToList: 'All invoices',
  viewFailedTitle: 'This part did not load',
  viewFailedBody: 'Your selection is safe. Check the connection and try again.',
};

export type ListMessages = Translation<typeof messages>;
