/** Exact decimal arithmetic on whole numbers: quantities and prices carry at most four places. */

const SCALE = 10_000n;

/** `41.275` as ten-thousandths. */
export function tenThousandths(decimal: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(decimal);
  if (!match) throw new RangeError(`${decimal} is no decimal with at most four places.`);
  const [, sign, whole = '0', fraction = ''] = match;
  const magnitude = BigInt(whole) * SCALE + BigInt(fraction.padEnd(4, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

/** Quantity times price in whole cents, half a cent away from zero. */
export function lineCents(quantity: string, unitPrice: string): number {
  return Number(divideHalfUp(tenThousandths(quantity) * tenThousandths(unitPrice), (SCALE * SCALE) / 100n));
}

/** Ten per cent in whole cents, half a cent away from zero (GST Act s 9-90). */
export const gstOf = (netCents: number): number => Number(divideHalfUp(BigInt(netCents), 10n));

/** A price raised by so many basis points, to the places it had: cents for dollars and cents, else four. */
export function raised(price: string, basisPoints: readonly number[]): string {
  const places = price.includes('.') ? price.length - price.indexOf('.') - 1 : 0;
  const step = 10n ** BigInt(4 - places);
  const value = basisPoints.reduce(
    (current, points) => divideHalfUp(current * BigInt(10_000 + points), SCALE * step) * step,
    tenThousandths(price),
  );
  const text = value.toString().padStart(5, '0');
  const decimals = text.slice(-4).slice(0, places);
  return decimals === '' ? text.slice(0, -4) : `${text.slice(0, -4)}.${decimals}`;
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}
