import type { Page } from 'playwright-core';

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

const most = 120;

/** Presses Tab until something with this name (and kind) has the focus; fails when it never does. */
export async function tabTo(page: Page, name: RegExp, kind?: string): Promise<void> {
  const seen: string[] = [];
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (name.test(now.name) && (!kind || now.kind === kind)) return;
    seen.push(`${now.kind}:${now.name.slice(0, 30)}`);
  }
  throw new Error(`Tab never reached ${name}; it went over ${[...new Set(seen)].join(' | ')}`);
}

/** Presses Tab until the focus is inside a frame of another page. */
export async function tabIntoFrame(page: Page): Promise<void> {
  for (let n = 0; n < most; n += 1) {
    const now = await focused(page);
    if (now.kind === 'iframe') return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never reached the frame');
}
