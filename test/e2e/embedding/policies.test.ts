import { describe, expect, it } from 'vitest';
import { openStage } from './open-stage.ts';
import { scriptTag, version } from './stage.ts';
import { untilReady } from './visitor.ts';

const host = openStage();

const base = `default-src 'none'; img-src data:; style-src 'self'; base-uri 'none'; connect-src 'self' {foyer}`;
const trusted = `require-trusted-types-for 'script'`;
const withNonce = scriptTag.replace('<script', '<script nonce="abc"');
const secondCopy = scriptTag.replace('/v1/', `/${version}/`);

const policies: [string, { csp: string; head?: string }][] = [
  ['host allow-list', { csp: `${base}; script-src {foyer}` }],
  ['nonce and strict-dynamic', { csp: `${base}; script-src 'nonce-abc' 'strict-dynamic'`, head: withNonce }],
  [
    'SharePoint-like folder entry',
    { csp: `script-src 'unsafe-eval' {foyer}/embed/v1/ 'self' https://*.sharepoint.com 'nonce-xyz'` },
  ],
  ['Trusted Types, any name', { csp: `${base}; script-src {foyer}; ${trusted}` }],
  ['Trusted Types, foyer', { csp: `${base}; script-src {foyer}; ${trusted}; trusted-types foyer` }],
  [
    'Trusted Types, two copies',
    {
      csp: `${base}; script-src {foyer}; ${trusted}; trusted-types foyer foyer-2`,
      head: scriptTag + secondCopy,
    },
  ],
];

describe('S28 host policies', () => {
  for (const [name, options] of policies) {
    it(`${name}: the widget is ready and nothing of it is stopped`, async () => {
      host.stage.show('<foyer-probe></foyer-probe>', options);
      const { page, violations, exceptions } = await host.visit();
      await untilReady(page);
      expect(await violations()).toEqual([]);
      expect(exceptions).toEqual([]);
    });
  }

  it('Trusted Types that allow only lit-html: Lit’s own name is the last resort', async () => {
    host.stage.show('<foyer-probe></foyer-probe>', {
      csp: `${base}; script-src {foyer}; ${trusted}; trusted-types lit-html`,
    });
    const { page, exceptions } = await host.visit();
    await untilReady(page);
    expect(exceptions).toEqual([]);
  });
});

describe('E16 two copies of the suite on one page', () => {
  it('do not throw, and share one session', async () => {
    host.stage.show('<foyer-probe></foyer-probe><foyer-probe id="second"></foyer-probe>', {
      head: scriptTag + secondCopy,
    });
    const { page, exceptions } = await host.visit();
    await untilReady(page);
    await untilReady(page, '#second');
    expect(host.stage.asked.some((path) => path.startsWith(`/embed/${version}/`))).toBe(true);
    expect(host.stage.sessionCalls).toBe(1);
    expect(exceptions).toEqual([]);
  });

  it('leave the page’s own Lit its name', async () => {
    host.stage.show('<foyer-probe></foyer-probe>', {
      csp: `${base}; script-src {foyer}; ${trusted}; trusted-types foyer lit-html`,
    });
    const { page } = await host.visit();
    await untilReady(page);
    const name = await page.evaluate(
      () =>
        (
          globalThis as unknown as {
            trustedTypes: { createPolicy(name: string, rules: object): { name: string } };
          }
        ).trustedTypes.createPolicy('lit-html', {}).name,
    );
    expect(name).toBe('lit-html');
  });
});

describe('S27 the exact version', () => {
  it('refuses a changed chunk, and the page keeps running', async () => {
    const integrity = await (await fetch(`${host.stage.foyer}/embed/${version}/integrity.json`)).json();
    const files = Object.entries(integrity.files as Record<string, string>);
    const map = Object.fromEntries(
      files.map(([name, hash]) => [`${host.stage.foyer}/embed/${version}/${name}`, hash]),
    );
    const head = `<script type="importmap">${JSON.stringify({ integrity: map })}</script>${secondCopy}`;
    host.stage.show('<foyer-probe></foyer-probe>', { head });
    const good = await host.visit();
    await untilReady(good.page);

    host.stage.reset();
    host.stage.faults.push({ path: /chunks\//, does: 'tamper' });
    const bad = await host.visit();
    await expect.poll(bad.errors, { timeout: 15_000 }).not.toEqual([]);
    const [first] = await bad.errors();
    expect(first).toMatchObject({ code: 'load_failed' });
    expect(first?.at).toBeLessThan(5_000);
    expect(bad.exceptions).toEqual([]);
  });
});
