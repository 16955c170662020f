import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pageEntries, widgetEntries } from '../../../widgets/federation/build/places.ts';
import { openStage } from './open-stage.ts';

const host = openStage(pageEntries(), widgetEntries());

const names = Object.keys(pageEntries());
const hosts =
  '<meta name="foyer-origin" content="{foyer}"><script type="module" src="/intranet/main.js"></script>';

async function filesOf(tag: string, head?: string): Promise<string[]> {
  host.stage.show(`<${tag}></${tag}>`, head ? { head } : {});
  const { page, context, exceptions } = await host.visit();
  await page.evaluate((name) => customElements.whenDefined(name).then(() => undefined), tag);
  // The widget is at work: it has a session and has asked for its data.
  await expect
    .poll(() => host.stage.asked.filter((path) => /^\/v1\/(?!embed)/.test(path)).length)
    .toBeGreaterThan(0);
  await page.waitForTimeout(500);
  await context.close();
  expect(exceptions).toEqual([]);
  return host.stage.asked.filter((path) => path.startsWith('/embed/'));
}

describe('E17 what a page has to fetch', () => {
  it('a loader of at most 1.5 KB', async () => {
    const loader = Buffer.from(await (await fetch(`${host.stage.foyer}/embed/v1/foyer.js`)).arrayBuffer());
    expect(brotliCompressSync(loader).length).toBeLessThanOrEqual(1_500);
    expect(loader.toString()).not.toMatch(/\beval\(|new Function/);
  });

  it.each(names)('%s by script tag: at most three requests', async (name) => {
    const files = await filesOf(`foyer-${name}`);
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(3);
  });

  it('invoice-pay by module federation: at most eight requests', async () => {
    const files = await filesOf('foyer-invoice-pay', hosts);
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(8);
  });
});
