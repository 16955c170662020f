import { z } from 'zod';
import type { Rail, RailLimits, RailPolicy, Surcharge } from './ports/rail-policy.ts';

const railName = z.enum(['card', 'becs', 'payto', 'paypal', 'bpay', 'eft'] satisfies Exclude<
  Rail,
  'credit'
>[]);

/** `card:1-50000,becs:1-10000` in dollars. */
export function readRailLimits(text: string, context: z.RefinementCtx): RailPolicy['limits'] {
  const entries = text.split(',').flatMap((part): [string, RailLimits][] => {
    const [, rail = '', min = '', max = ''] = /^\s*([a-z]+):(\d{1,9})-(\d{1,9})\s*$/.exec(part) ?? [];
    if (!railName.safeParse(rail).success) {
      context.addIssue({ code: 'custom', message: `reads rail:min-max, not "${part.trim()}"` });
      return [];
    }
    return [[rail, { minCents: Number(min) * 100, maxCents: Number(max) * 100 }]];
  });
  return Object.fromEntries(entries);
}

/** `card:2026-10-01:80` is 0.8 % on cards from that day on. */
export function readSurcharges(text: string, context: z.RefinementCtx): Surcharge[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .flatMap((part): Surcharge[] => {
      const [, rail = '', from = '', points = ''] =
        /^\s*([a-z]+):(\d{4}-\d\d-\d\d):(\d{1,4})\s*$/.exec(part) ?? [];
      const named = railName.safeParse(rail);
      if (!named.success) {
        context.addIssue({ code: 'custom', message: `reads rail:day:basis points, not "${part.trim()}"` });
        return [];
      }
      return [{ rail: named.data, from, basisPoints: Number(points) }];
    });
}
