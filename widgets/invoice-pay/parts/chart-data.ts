import { intlTag, type Locale } from '../../kit/locale.ts';

export type ChartSeries = {
  readonly name: string;
  readonly dollars: readonly number[];
  /** What stands on each bar of a chart of one series. */
  readonly words?: readonly string[];
};

export type ChartData = {
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  /** A figure of the scale in words. */
  readonly money: (dollars: number) => string;
};

/** `$1.2K`, for a scale or where a figure has no room. */
export function compactMoney(locale: Locale): (dollars: number) => string {
  const format = new Intl.NumberFormat(intlTag(locale), {
    style: 'currency',
    currency: 'AUD',
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  return (dollars) => format.format(dollars);
}
