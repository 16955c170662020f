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

export type TransferSettings = {
  RAIL_LIMITS: RailPolicy['limits'];
  RAIL_SURCHARGES: readonly Surcharge[];
  BPAY_BILLER_CODE?: string | undefined;
  BPAY_CHECK_DIGIT: NonNullable<RailPolicy['biller']>['checkDigit'];
  BANK_ACCOUNT_NAME?: string | undefined;
  BANK_BSB?: string | undefined;
  BANK_ACCOUNT_NUMBER?: string | undefined;
  SUPPLIER_NAME: string;
};

/**
 * The sandbox's bank stands in for what is not set, but never in production: money would go to an account of somebody
 * else. There a rail without its biller or account is not offered, nor is any of it printed.
 */
export function railPolicyOf(
  value: TransferSettings,
  { production, offersPaypal }: { production: boolean; offersPaypal: boolean },
): RailPolicy {
  const code = value.BPAY_BILLER_CODE ?? (production ? null : '374512');
  const bsb = value.BANK_BSB ?? (production ? null : '062000');
  const accountNumber = value.BANK_ACCOUNT_NUMBER ?? (production ? null : '10457788');
  const biller = code === null ? null : { code, checkDigit: value.BPAY_CHECK_DIGIT };
  const account =
    bsb === null || accountNumber === null
      ? null
      : { name: value.BANK_ACCOUNT_NAME ?? value.SUPPLIER_NAME, bsb, accountNumber };
  const offered: Partial<Record<Rail, boolean>> = {
    paypal: offersPaypal,
    bpay: biller !== null,
    eft: account !== null,
  };
  const limits = Object.entries(value.RAIL_LIMITS).filter(([rail]) => offered[rail as Rail] ?? true);
  return { limits: Object.fromEntries(limits), surcharges: value.RAIL_SURCHARGES, biller, account };
}
