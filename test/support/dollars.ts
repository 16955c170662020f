/** Whole cents as people write them, made here anew so that a test does not believe the product's own formatter. */
export function dollars(cents: number): string {
  return `${cents < 0 ? '-' : ''}$${amount(Math.abs(cents))}`;
}

/** The same without its currency: `1,234.50`. */
export function amount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

/** The figure that a text holds, in cents; throws when it holds none. Signs and spaces of every language are read. */
export function centsIn(text: string): number {
  const plain = text.replace(/[\u200e\u200f\u061c\u2066-\u2069\s]/g, '').replace(/\u2212/g, '-');
  const [found, sign, whole = '', cents = ''] =
    /(-?)(?:A?\$)?(-?\d{1,3}(?:,\d{3})+|-?\d+)\.(\d\d)(?!\d)/.exec(plain) ?? [];
  if (found === undefined) throw new Error(`No figure in "${text}".`);
  const value = Number(whole.replace(/[,-]/g, '')) * 100 + Number(cents);
  return sign === '-' || whole.startsWith('-') ? -value : value;
}

/** Every figure of a text, in its order. */
export const figuresOf = (text: string): string[] => text.match(/-?\$[\d,]+\.\d\d/g) ?? [];
