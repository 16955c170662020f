import { aTimeout, expect } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { type StageOptions, staged } from './stage.ts';

const THEMES = ['light', 'dark', 'high-contrast'] as const;

/** Holds content against axe in the three themes, in both densities and right to left. */
export async function expectAccessible(
  content: () => TemplateResult,
  prepare?: (element: Element) => unknown,
): Promise<void> {
  const variants: StageOptions[] = [
    ...THEMES.map((theme) => ({ theme })),
    { density: 'compact' },
    { locale: 'ar' },
  ];
  for (const variant of variants) {
    const element = await staged(content(), variant);
    if (prepare) {
      await prepare(element);
      await settled(element);
    }
    await expect(element.closest('foyer-test-stage')).to.be.accessible();
  }
}

/** Until what moves has arrived: contrast of a half-shown element is nobody's contrast. */
async function settled(element: Element): Promise<void> {
  if (element instanceof LitElement) await element.updateComplete;
  await aTimeout(260);
}
