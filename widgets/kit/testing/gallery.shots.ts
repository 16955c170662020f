import { mkdirSync } from 'node:fs';
import { createServer } from 'vite';
import { launchBrowser } from '../../../test/support/browser.ts';

/** Takes pictures of the gallery into `.cache/gallery`: `npx tsx widgets/kit/testing/gallery.shots.ts [name...]`. */
const SHOTS: Record<string, { width: number; query: string; act?: string; forced?: boolean }> = {
  'light-1440': { width: 1440, query: 'theme=light' },
  'light-360': { width: 360, query: 'theme=light' },
  'dark-1440': { width: 1440, query: 'theme=dark' },
  'dark-360': { width: 360, query: 'theme=dark' },
  'contrast-1440': { width: 1440, query: 'theme=high-contrast' },
  'contrast-360': { width: 360, query: 'theme=high-contrast' },
  'northside-800': { width: 800, query: 'theme=light&brand=northside' },
  'harbourview-dark-800': { width: 800, query: 'theme=dark&brand=harbourview' },
  'compact-1440': { width: 1440, query: 'theme=light&density=compact' },
  'arabic-800': { width: 800, query: 'theme=light&locale=ar' },
  'narrow-320': { width: 320, query: 'theme=light&locale=ar' },
  'forced-800': { width: 800, query: 'theme=auto', forced: true },
  'menu-800': { width: 800, query: 'theme=light', act: 'More actions' },
  'dialog-1440': { width: 1440, query: 'theme=light', act: 'Open a dialog' },
  'dialog-360': { width: 360, query: 'theme=dark', act: 'Open a dialog' },
  'drawer-1440': { width: 1440, query: 'theme=light', act: 'INV-20418' },
  'toast-360': { width: 360, query: 'theme=light', act: 'Show a toast' },
};

const wanted = process.argv.slice(2);
const server = await createServer({
  configFile: false,
  server: { port: 4521, strictPort: true },
  logLevel: 'error',
  cacheDir: '.cache/vite-gallery',
});
await server.listen();
const browser = await launchBrowser();
mkdirSync('.cache/gallery', { recursive: true });
try {
  for (const [name, { width, query, act, forced }] of Object.entries(SHOTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    if (forced) await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    page.on('pageerror', (error) => console.error(name, error.message));
    page.on('console', (message) => message.type() === 'error' && console.error(name, message.text()));
    await page.goto(`http://localhost:4521/widgets/kit/testing/gallery.html?${query}`);
    await page.getByText('States', { exact: true }).waitFor();
    if (act) await page.getByRole('button', { name: act }).first().click();
    await page.waitForTimeout(400);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) console.error(`${name}: ${wide} px wider than the window`);
    await page.screenshot({ path: `.cache/gallery/${name}.png`, fullPage: !act });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
