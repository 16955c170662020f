import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has the focus, through every open shadow root. */
const focused = (page: Page): Promise<{ name: string; kind: string }> =>
  page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return { name: '', kind: '' };
    const host =
      element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : null;
    const labels = (element as HTMLInputElement).labels;
    const name = [
      element.getAttribute('aria-label'),
      ...(labels ? [...labels].map((label) => label.textContent) : []),
      element.textContent,
      host?.getAttribute('label'),
      host?.textContent,
    ]
      .map((text) => text?.replace(/\s+/g, ' ').trim())
      .find(Boolean);
    return { name: name ?? '', kind: (element.getAttribute('type') ?? element.localName).toLowerCase() };
  });

/** So many presses go round any page; for so long what is wanted may still be on its way. */
const [most, patienceMs] = [120, 15_000];

/** Presses Tab until something with this name (and kind) has the focus; fails when it never does. */
export async function tabTo(page: Page, name: RegExp, kind?: string): Promise<void> {
  const seen: string[] = [];
  const end = Date.now() + patienceMs;
  for (let n = 0; n < most || Date.now() < end; n += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (name.test(now.name) && (!kind || now.kind === kind)) return;
    seen.push(`${now.kind}:${now.name.slice(0, 30)}`);
  }
  throw new Error(`Tab never reached ${name}; it went over ${[...new Set(seen)].join(' | ')}`);
}

/** Presses Tab until the focus is inside this frame of another page. */
export async function tabIntoFrame(page: Page, frame: Frame): Promise<void> {
  for (let n = 0; n < most; n += 1) {
    const now = await focused(page);
    if (now.kind === 'iframe') return untilFocusIn(frame);
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never reached the frame');
}

/** The page around a frame and the page inside it run apart: keys that come before both know of the focus are lost. */
export async function untilFocusIn(frame: Frame): Promise<void> {
  const around = await frame.frameElement();
  const isOnFrame = () =>
    around.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);
  const isWithin = () => frame.evaluate(() => document.activeElement !== document.body);
  await expect.poll(async () => (await isOnFrame()) && (await isWithin()), { timeout: 30_000 }).toBe(true);
  // And the browser, which sends the keys, hears it from both.
  await frame.page().waitForTimeout(300);
}
