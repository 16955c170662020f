import type { Appearance } from '@stripe/stripe-js';

/**
 * The widget's look in the vendor's words.
 *
 * @param probe an element whose styles carry our tokens: only the values of real properties are resolved colours.
 */
export function stripeAppearance(probe: Element): Appearance {
  const style = getComputedStyle(probe);
  return {
    theme: isDark(style.backgroundColor) ? 'night' : 'stripe',
    variables: {
      colorPrimary: style.outlineColor,
      colorBackground: style.backgroundColor,
      colorText: style.color,
      colorTextSecondary: style.columnRuleColor,
      colorTextPlaceholder: style.columnRuleColor,
      colorDanger: style.textDecorationColor,
      borderRadius: style.borderTopLeftRadius,
      fontFamily: style.fontFamily,
      fontSizeBase: style.fontSize,
      spacingUnit: '4px',
    },
    rules: { '.Input': { borderColor: style.borderTopColor, boxShadow: 'none' } },
  };
}

/** By perceived brightness; anything that is no plain colour counts as light. */
export function isDark(color: string): boolean {
  const [red = 255, green = 255, blue = 255] = color.match(/[\d.]+/g)?.map(Number) ?? [];
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
