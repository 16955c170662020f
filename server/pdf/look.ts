import { rgb } from 'pdf-lib';

/** A4 in points, its margins, and the type and colours of everything that is printed. */
export const paper = { width: 595.28, height: 841.89, left: 50, right: 50, top: 54, bottom: 66 };
export const contentWidth = paper.width - paper.left - paper.right;

export const type = { small: 7.5, body: 9, lead: 11, title: 22 };
export const lineHeight = (size: number): number => Math.round(size * 1.38 * 100) / 100;

const hex = (code: string) => {
  const part = (from: number): number => Number.parseInt(code.slice(from, from + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
};

/** The light theme's ink and petrol (design-tokens/base/color.json), fixed: paper has no themes. */
export const colour = {
  ink: hex('#161f25'),
  muted: hex('#51616a'),
  rule: hex('#d9e0e3'),
  strongRule: hex('#161f25'),
  wash: hex('#f4f6f7'),
  accent: hex('#0c5a6b'),
  watermark: hex('#edf1f2'),
};
