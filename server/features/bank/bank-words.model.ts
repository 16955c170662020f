/** `$1,234.50` */
export function moneyText(cents: number): string {
  const absolute = Math.abs(cents);
  const dollars = String(Math.floor(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}$${dollars}.${String(absolute % 100).padStart(2, '0')}`;
}

/** Letters and digits only, in capitals: `inv-1001` and `INV 1001` are the same number. */
export const squeezed = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

const maxTokens = 24;

/** The words of a text, and each two neighbours as one: banks break numbers apart. */
export function tokensOf(text: string): string[] {
  const words = text
    .split(/[\s,;:|()]+/, maxTokens)
    .map(squeezed)
    .filter((word) => word !== '');
  const pairs = words.slice(1).map((word, at) => `${words[at]}${word}`);
  return [...words, ...pairs];
}
