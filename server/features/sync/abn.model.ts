const weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

/**
 * Whether eleven digits form an Australian Business Number: one less on the first digit, weighted sum divisible by 89
 * (abr.business.gov.au). Says nothing about whether the number is active.
 */
export function isAbn(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const sum = weights.reduce(
    (total, weight, n) => total + weight * (Number(digits[n]) - (n === 0 ? 1 : 0)),
    0,
  );
  return sum % 89 === 0;
}
