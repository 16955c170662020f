import type { BadgeTone } from '../parts/badge.ts';

export type Bill = {
  readonly number: string;
  readonly site: string;
  readonly po: string;
  readonly dueOn: string;
  readonly status: string;
  readonly tone: BadgeTone;
  readonly balanceCents: number;
};

const SITES = [
  'Harbourview Tower, Sydney',
  'Docklands Distribution Centre, Melbourne',
  'Northbridge Medical Suites, Perth',
  'Eagle Street Pier, Brisbane',
];
const STATES: readonly (readonly [string, BadgeTone])[] = [
  ['Overdue', 'critical'],
  ['Due soon', 'caution'],
  ['Issued', 'neutral'],
  ['Part paid', 'info'],
  ['Paid', 'positive'],
];

/** Invoices to look at; the same for the same count. */
export function bills(count: number): Bill[] {
  return Array.from({ length: count }, (_, index) => {
    const [status, tone] = STATES[index % STATES.length] ?? ['Issued', 'neutral'];
    return {
      number: `INV-${20418 + index}`,
      site: SITES[index % SITES.length] ?? '',
      po: index % 3 === 0 ? '—' : `4500 ${118_224 + index * 7}`,
      dueOn: new Date(Date.UTC(2026, 1, 20 + index * 2)).toISOString().slice(0, 10),
      status,
      tone,
      balanceCents: status === 'Paid' ? 0 : 98_780 + ((index * 7_919_337) % 900_000),
    };
  });
}
