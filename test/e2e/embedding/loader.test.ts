import { describe, expect, it } from 'vitest';
import { openStage } from './open-stage.ts';
import { scriptTag, version } from './stage.ts';
import { textOf, untilReady } from './visitor.ts';

const host = openStage();

describe('F5 the script tag', () => {
  it('shows the first widget after at most three requests, without any cookie', async () => {
    host.stage.show('<foyer-probe></foyer-probe>');
    const { page, exceptions } = await host.visit();
    await untilReady(page);
    const scripts = host.stage.asked.filter((path) => path.startsWith('/embed/'));
    expect(scripts.length).toBeLessThanOrEqual(3);
    expect(host.stage.cookies).toEqual([]);
    expect(exceptions).toEqual([]);
  });

  it('asks once for a further widget, and once for the session of all', async () => {
    host.stage.show('<foyer-probe></foyer-probe>');
    const { page } = await host.visit();
    await untilReady(page);
    const before = host.stage.asked.length;
    await page.evaluate(() => {
      for (let count = 0; count < 5; count += 1)
        document.body.append(document.createElement('foyer-second-probe'));
    });
    await untilReady(page, 'foyer-second-probe');
    expect(host.stage.asked.length - before).toBeLessThanOrEqual(1);
    expect(host.stage.sessionCalls).toBe(1);
  });

  it('finds tags in open shadow roots, early and late', async () => {
    host.stage.show('<div id="early"></div><x-late><!-- defined later --></x-late>', {
      head: `${scriptTag}`,
    });
    const { page, exceptions } = await host.visit();
    await page.evaluate(() => {
      const early = document.querySelector('#early');
      const inner = document.createElement('section');
      inner.attachShadow({ mode: 'open' }).innerHTML = '<foyer-probe class="nested"></foyer-probe>';
      early?.append(inner);
    });
    await untilReady(page, '.nested');
    await page.evaluate(() => {
      customElements.define(
        'x-late',
        class extends HTMLElement {
          constructor() {
            super();
            this.attachShadow({ mode: 'open' }).innerHTML = '<foyer-second-probe></foyer-second-probe>';
          }
        },
      );
    });
    await untilReady(page, 'foyer-second-probe');
    expect(exceptions).toEqual([]);
  });

  it('finds a tag in a root that was attached to an old element, at the next change of the page', async () => {
    host.stage.show('<div id="old"></div>');
    const { page } = await host.visit();
    await page.waitForTimeout(300);
    await page.evaluate(() => {
      const shadow = document.querySelector('#old')?.attachShadow({ mode: 'open' });
      shadow?.append(document.createElement('foyer-probe'));
      document.body.append('x');
    });
    await untilReady(page);
  });

  it('leaves unknown tags and other vendors alone', async () => {
    host.stage.show(
      '<foyer-nonsense></foyer-nonsense><foyer-constructor></foyer-constructor><wa-button></wa-button>',
    );
    const { page, errors, exceptions } = await host.visit();
    await page.waitForTimeout(500);
    expect(host.stage.asked).toEqual(['/embed/v1/foyer.js']);
    expect(await errors()).toEqual([]);
    expect(exceptions).toEqual([]);
  });

  it('keeps what was typed while the token is renewed', async () => {
    host.stage.tokenLifeMs = 5_000;
    host.stage.show('<foyer-probe></foyer-probe>');
    const { page } = await host.visit();
    await untilReady(page);
    await page.getByLabel('Draft').fill('half a sentence');
    await expect.poll(() => host.stage.sessionCalls, { timeout: 6_000 }).toBeGreaterThan(1);
    await untilReady(page);
    expect(await page.getByLabel('Draft').inputValue()).toBe('half a sentence');
  });
});

describe('E14 what goes wrong while loading', () => {
  it('a cut connection: the widget comes by another URL', async () => {
    for (const path of [/chunks\/probe/, /chunks\/kit/]) {
      host.stage.reset();
      host.stage.faults.push({ path, does: 'cut', times: 1 });
      host.stage.show('<foyer-probe></foyer-probe>');
      const { page, exceptions } = await host.visit();
      await untilReady(page);
      expect(exceptions).toEqual([]);
    }
  });

  it('a file that was replaced by a release: the stable name finds the new one', async () => {
    host.stage.faults.push({ path: /v1\/chunks\//, does: 404 });
    host.stage.show('<foyer-probe></foyer-probe>');
    const { page } = await host.visit();
    await untilReady(page);
    expect(host.stage.asked.some((path) => path.startsWith(`/embed/${version}/`))).toBe(true);
  });

  it('missing everywhere: load_missing within five seconds, words for the reader, nothing thrown', async () => {
    host.stage.faults.push({ path: /(chunks\/|probe\.js)/, does: 404 });
    host.stage.show('<foyer-probe></foyer-probe>');
    const { page, errors, exceptions } = await host.visit();
    await expect.poll(errors, { timeout: 15_000 }).not.toEqual([]);
    const [first] = await errors();
    expect(first).toMatchObject({ code: 'load_missing', tag: 'foyer-probe' });
    expect(first?.at).toBeLessThan(5_000);
    expect(await page.locator('foyer-probe').textContent()).toContain('could not be loaded');
    expect(exceptions).toEqual([]);
  });

  it('a dead server: load_failed, and the words of the page stay', async () => {
    host.stage.faults.push({ path: /(chunks\/|probe\.js)/, does: 'cut' });
    host.stage.show('<foyer-probe><a href="/elsewhere">Pay elsewhere</a></foyer-probe>');
    const { page, errors, exceptions } = await host.visit();
    await expect.poll(errors, { timeout: 15_000 }).not.toEqual([]);
    const [first] = await errors();
    expect(first).toMatchObject({ code: 'load_failed' });
    expect(first?.at).toBeLessThan(5_000);
    expect(await page.locator('foyer-probe').textContent()).toBe('Pay elsewhere');
    expect(exceptions).toEqual([]);
  });

  it('a silent server: load_slow within five seconds', async () => {
    host.stage.faults.push({ path: /chunks\//, does: 'hang' });
    host.stage.show('<foyer-probe></foyer-probe>');
    const { errors } = await host.visit();
    await expect.poll(errors, { timeout: 15_000 }).not.toEqual([]);
    const [first] = await errors();
    expect(first).toMatchObject({ code: 'load_slow' });
    expect(first?.at).toBeLessThan(5_000);
  });

  it('blocked by the page’s policy: load_blocked at once', async () => {
    host.stage.show('<foyer-probe></foyer-probe>', {
      csp: `default-src 'none'; script-src {foyer}/embed/v1/foyer.js; connect-src 'self' {foyer}`,
    });
    const { errors, exceptions } = await host.visit();
    await expect.poll(errors).not.toEqual([]);
    expect((await errors())[0]).toMatchObject({ code: 'load_blocked' });
    expect(exceptions).toEqual([]);
  });

  it('data blocked by the page’s policy: the element says so', async () => {
    host.stage.show('<foyer-probe></foyer-probe>', {
      csp: `default-src 'none'; script-src {foyer}; style-src 'self'; connect-src 'self'`,
    });
    const { page } = await host.visit();
    await expect.poll(() => textOf(page), { timeout: 5_000 }).toBe('offline blocked_by_csp');
  });

  it('a session endpoint that fails: the element says so and recovers', async () => {
    host.stage.faults.push({ path: /foyer-session/, does: 500 });
    host.stage.show('<foyer-probe></foyer-probe>');
    const { page } = await host.visit();
    await expect.poll(() => textOf(page)).toBe('offline session_endpoint_failed');
    host.stage.faults.length = 0;
    await untilReady(page);
  });

  it('no session endpoint named: refused within five seconds', async () => {
    host.stage.show('<foyer-probe></foyer-probe>', {
      head: '<script type="module" src="{foyer}/embed/v1/foyer.js"></script>',
    });
    const { page } = await host.visit();
    await expect.poll(() => textOf(page), { timeout: 5_500 }).toBe('refused session_not_configured');
  });

  it('offline: says so, and loads when the network returns', async () => {
    host.stage.show('<foyer-probe></foyer-probe>');
    const { page, context, errors } = await host.visit();
    await untilReady(page);
    await context.setOffline(true);
    await page.evaluate(() => document.body.append(document.createElement('foyer-second-probe')));
    await expect.poll(errors, { timeout: 6_000 }).not.toEqual([]);
    expect((await errors())[0]).toMatchObject({ code: 'offline' });
    await context.setOffline(false);
    await untilReady(page, 'foyer-second-probe');
    expect(await page.locator('foyer-second-probe').getAttribute('data-foyer-error')).toBeNull();
  });
});
