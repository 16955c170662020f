const WEIGHTS = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

/** The Australian Business Register's checksum: subtract 1 from the first digit, weigh, divide by 89. */
export function isValidAbn(abn: string): boolean {
  if (!/^\d{11}$/.test(abn)) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => {
    const digit = Number(abn[place]) - (place === 0 ? 1 : 0);
    return total + digit * weight;
  }, 0);
  return sum % 89 === 0;
}

/** Puts the two check digits before nine digits of a register number. */
export function abnOf(nineDigits: string): string {
  const rest = [...nineDigits].reduce(
    (sum, digit, place) => sum + Number(digit) * (WEIGHTS[place + 2] ?? 0),
    0,
  );
  return `${((89 - (rest % 89)) % 89) + 10}${nineDigits}`;
}
