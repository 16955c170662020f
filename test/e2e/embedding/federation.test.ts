import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../widgets/federation/build/places.ts';
import { launchBrowser } from '../../support/browser.ts';
import { createStage, type Stage, scriptTag } from './stage.ts';
import { untilReady, visit } from './visitor.ts';

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  if (!existsSync(`${root}dist/hosts/intranet/main.js`)) {
    execFileSync(process.execPath, [`${root}host-demo/intranet/build.mjs`], { cwd: root });
  }
  [browser, stage] = await Promise.all([launchBrowser(), createStage()]);
});
afterAll(async () => {
  await browser.close();
  await stage.close();
});
beforeEach(() => stage.reset());

const head =
  '<meta name="foyer-origin" content="{foyer}"><script type="module" src="/intranet/main.js"></script>';
const csp = `default-src 'none'; img-src data:; script-src 'self' {foyer}; connect-src 'self' {foyer}; style-src 'self'; base-uri 'none'`;

describe('F6 module federation from another bundler', () => {
  it('shows the first widget after at most eight requests, under a strict policy with Trusted Types', async () => {
    stage.show('<foyer-probe></foyer-probe>', {
      head,
      csp: `${csp}; require-trusted-types-for 'script'; trusted-types foyer`,
    });
    const { page, context, violations, exceptions } = await visit(browser, `${stage.host}/`);
    await untilReady(page);
    const files = stage.asked.filter((path) => path.startsWith('/embed/'));
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(8);
    expect(await violations()).toEqual([]);
    expect(exceptions).toEqual([]);
    expect(stage.cookies).toEqual([]);
    await context.close();
  });

  it('shares the page’s session with the script tag', async () => {
    stage.show(
      '<p id="widget-status" hidden></p><foyer-probe></foyer-probe><foyer-second-probe></foyer-second-probe>',
      {
        head: head + scriptTag,
      },
    );
    const { page, context, exceptions } = await visit(browser, `${stage.host}/`);
    await untilReady(page);
    await untilReady(page, 'foyer-second-probe');
    expect(stage.asked.some((path) => path.startsWith('/embed/v1/federation/probe-'))).toBe(true);
    expect(await page.locator('#widget-status').isHidden()).toBe(true);
    expect(stage.sessionCalls).toBe(1);
    expect(exceptions).toEqual([]);
    await context.close();
  });

  it('leaves the host running when the remote is dead', async () => {
    stage.faults.push({ path: /\/embed\//, does: 'cut' });
    stage.show('<p id="widget-status" hidden>Not now.</p>', { head });
    const { page, context, exceptions } = await visit(browser, `${stage.host}/`);
    await page.locator('#widget-status').waitFor({ timeout: 5_000 });
    expect(exceptions).toEqual([]);
    await context.close();
  });
});
