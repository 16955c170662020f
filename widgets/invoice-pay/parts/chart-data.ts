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
