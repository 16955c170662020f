export type GstRoundingMethod = 'total' | 'line';
export type TaxedLine = { netCents: number; gstCode: 'GST' | 'FRE' };

/**
 * GST of 10 % on lines whose net amounts are whole cents, as A New Tax System (Goods and Services Tax) Act 1999
 * s 9-90 lets the supplier choose: `total` rounds once on the sum of the taxable lines, `line` rounds each line and
 * adds up. Half a cent is rounded away from zero, so that an adjustment takes back exactly what was charged.
 */
export function gstCents(method: GstRoundingMethod, lines: readonly TaxedLine[]): number {
  if (method === 'line') return lines.reduce((sum, line) => sum + lineGstCents(line), 0);
  return tenth(lines.reduce((sum, line) => sum + (line.gstCode === 'GST' ? line.netCents : 0), 0));
}

/** GST of one line, rounded by itself. */
export const lineGstCents = (line: TaxedLine): number => (line.gstCode === 'GST' ? tenth(line.netCents) : 0);

/** Whole numbers only: `x * 0.1` in floating point rounds half cents the wrong way. */
function tenth(cents: number): number {
  const raised = Math.abs(cents) + 5;
  const rounded = (raised - (raised % 10)) / 10;
  return cents < 0 && rounded !== 0 ? -rounded : rounded;
}
