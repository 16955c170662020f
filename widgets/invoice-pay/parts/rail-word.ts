import type { PayWords } from './pay.messages.ts';

/** What a step says: the rail's own words where it has any, else those that hold on every other rail. */
export function railWord(t: PayWords, name: 'payTitle' | 'formLoading' | 'sending', rail: string): string {
  const words: Readonly<Record<string, unknown>> = t;
  const own = words[`${name}_${rail}`];
  return typeof own === 'string' ? own : t[name];
}
