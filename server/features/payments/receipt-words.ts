/** How money, days and business numbers are written on paper and in mail in Australia. */

const dollars = new Intl.NumberFormat('en-AU', { style: 'currency', currency: 'AUD' });

/** Whole cents as dollars: `$4,120.50`. */
export const money = (cents: number): string => dollars.format(cents / 100);

/** An instant as people at the contractor's place read it: `3 Mar 2026, 1:15 pm AEDT`. */
export const moment = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-AU', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
    .format(new Date(instant))
    .replace(/[\u202f\u00a0]/g, ' ');

/** An Australian Business Number in its usual groups: `51 824 753 556`. */
export const abn = (digits: string): string =>
  digits.replace(/^(\d{2})(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4');

const rails: Record<string, string> = {
  card: 'Card',
  becs: 'BECS direct debit',
  payto: 'PayTo',
  paypal: 'PayPal',
  credit: 'Credits',
  eft: 'Bank transfer',
  bpay: 'BPAY',
  cheque: 'Cheque',
  direct_debit: 'Direct debit',
};
export const railName = (rail: string): string => rails[rail] ?? rail;
