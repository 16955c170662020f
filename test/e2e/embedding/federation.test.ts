import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../widgets/federation/build/places.ts';
import { openStage } from './open-stage.ts';
import { scriptTag } from './stage.ts';
import { untilReady } from './visitor.ts';

beforeAll(async () => {
  if (!existsSync(`${root}dist/hosts/intranet/main.js`)) {
    execFileSync(process.execPath, [`${root}host-demo/intranet/build.mjs`], { cwd: root });
  }
});
const host = openStage();

const head =
  '<meta name="foyer-origin" content="{foyer}"><script type="module" src="/intranet/main.js"></script>';
const csp = `default-src 'none'; img-src data:; script-src 'self' {foyer}; connect-src 'self' {foyer}; style-src 'self'; base-uri 'none'`;

describe('F6 module federation from another bundler', () => {
  it('shows the first widget after at most eight requests, under a strict policy with Trusted Types', async () => {
    host.stage.show('<foyer-probe></foyer-probe>', {
      head,
      csp: `${csp}; require-trusted-types-for 'script'; trusted-types foyer`,
    });
    const { page, violations, exceptions } = await host.visit();
    await untilReady(page);
    const files = host.stage.asked.filter((path) => path.startsWith('/embed/'));
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(8);
    expect(await violations()).toEqual([]);
    expect(exceptions).toEqual([]);
    expect(host.stage.cookies).toEqual([]);
  });

  it('shares the page’s session with the script tag', async () => {
    host.stage.show(
      '<p id="widget-status" hidden></p><foyer-probe></foyer-probe><foyer-second-probe></foyer-second-probe>',
      {
        head: head + scriptTag,
      },
    );
    const { page, exceptions } = await host.visit();
    await untilReady(page);
    await untilReady(page, 'foyer-second-probe');
    expect(host.stage.asked.some((path) => path.startsWith('/embed/v1/federation/probe-'))).toBe(true);
    expect(await page.locator('#widget-status').isHidden()).toBe(true);
    expect(host.stage.sessionCalls).toBe(1);
    expect(exceptions).toEqual([]);
  });

  it('leaves the host running when the remote is dead', async () => {
    host.stage.faults.push({ path: /\/embed\//, does: 'cut' });
    host.stage.show('<p id="widget-status" hidden>Not now.</p>', { head });
    const { page, exceptions } = await host.visit();
    await page.locator('#widget-status').waitFor({ timeout: 5_000 });
    expect(exceptions).toEqual([]);
  });
});
