/** The console's places, in their order. */
export type Tab = 'reconciliation' | 'bank';

const needs: readonly (readonly [Tab, string])[] = [
  ['reconciliation', 'reconciliation:manage'],
  ['bank', 'bank:manage'],
];

/** The tabs that somebody with these capabilities may open. */
export function tabsFor(capabilities: readonly string[]): readonly Tab[] {
  return needs.filter(([, capability]) => capabilities.includes(capability)).map(([tab]) => tab);
}

/** The tab to show: the wanted one where it is open to them, else the first. */
export function tabOf(wanted: string | null, open: readonly Tab[]): Tab | undefined {
  return open.find((tab) => tab === wanted) ?? open[0];
}
