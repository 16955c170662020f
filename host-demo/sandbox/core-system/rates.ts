import { raised } from './amounts.ts';
import { financialYear } from './calendar.ts';
import type { SiteSeed } from './organisations.ts';
import { remembered } from './remembered.ts';

/** The year whose prices the base rates are, and the steps of every July since, in basis points. */
const BASE_YEAR = 2024;
const STEPS: Record<number, number> = { 2025: 375, 2026: 350, 2027: 320, 2028: 310, 2029: 300 };
const LATER_STEP = 300;

/** A base price as it stands in a month, each July's step rounded to the price's own places. */
export const priceIn = remembered((month: string, basePrice: string): string => {
  const steps: number[] = [];
  for (let year = BASE_YEAR + 1; year <= financialYear(month); year += 1)
    steps.push(STEPS[year] ?? LATER_STEP);
  return raised(basePrice, steps);
});

/** Base prices in dollars; hourly rates carry four places. */
export const hourly = {
  dayPorter: '41.2750',
  guardWeekday: '48.9125',
  guardNight: '56.3340',
  guardSaturday: '68.2175',
  guardSunday: '87.5210',
  trades: '96.5000',
  window: '62.8450',
} as const;

export const CENTS_PER_SQUARE_METRE = 143;

/** The month's lump sum for a site's contract cleaning, in dollars and cents. */
export function cleaningFee(site: SiteSeed): string {
  const cents = site.squareMetres * CENTS_PER_SQUARE_METRE + (site.squareMetres % 97);
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
