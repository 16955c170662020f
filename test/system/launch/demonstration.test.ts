import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPortFree } from '../../../server/launch/free-port.ts';
import { freePorts } from '../../support/free-ports.ts';
import { builtLauncher, Launcher, temporaryFolder } from '../../support/launcher.ts';

const port = await freePorts(4);
const [partnerPort, sandboxPort] = [port + 1, port + 2];
const origin = `http://localhost:${port}`;
const partner = `http://localhost:${partnerPort}`;
let folder: ReturnType<typeof temporaryFolder>;
let current: Launcher | undefined;

function start(): Launcher {
  current = new Launcher({
    dataDir: folder.path,
    port,
    sandboxPort,
    env: { DEMO: 'on', PARTNER_PORT: String(partnerPort) },
    command: [builtLauncher],
  });
  return current;
}

async function signIn(email: string): Promise<Response> {
  return fetch(`${origin}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'foyer-client': 'test/1', origin },
    body: JSON.stringify({ email, password: 'foyer-demo' }),
  });
}

async function countInvoices(): Promise<number> {
  const cookie = (await signIn('finance@harbourview.example')).headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(`${origin}/v1/invoices?limit=200`, { headers: { cookie } });
  return ((await answer.json()) as { items: unknown[] }).items.length;
}

beforeAll(() => {
  folder = temporaryFolder();
});

afterAll(async () => {
  await current?.stop();
  folder.remove();
});

describe.skipIf(!existsSync(builtLauncher))('the demonstration (skipped until npm run build)', () => {
  test('killed while it loads, it is whole after the next start', async () => {
    await (await start().says('invoices')).killHard();
    // Its programs notice by themselves that it is gone, and end what they are at first.
    for (const one of [port, sandboxPort])
      await expect.poll(() => isPortFree(one), { timeout: 30_000 }).toBe(true);
    const launcher = await start().ready();
    expect(launcher.output).toContain('Loading the demonstration data.');
    expect(await countInvoices()).toBe(200);
  });

  test.each(['harbourview', 'northside'])('every account of %s can sign in', async (client) => {
    for (const role of ['admin', 'finance', 'quality', 'site', 'viewer']) {
      expect([role, (await signIn(`${role}@${client}.example`)).status]).toEqual([role, 200]);
    }
  });

  test("the contractor's accounts can sign in", async () => {
    expect((await signIn('ops@foyer.example')).status).toBe(200);
    expect((await signIn('admin@foyer.example')).status).toBe(200);
  });

  test("the partner's page and the intranet answer", async () => {
    expect((await fetch(partner)).status).toBe(200);
    expect((await fetch(`${partner}/intranet/`)).status).toBe(200);
  });

  /** How long it takes is a figure of `npm run bench -- start`. */
  test('stopped and started again its data is kept and nothing is loaded anew', async () => {
    expect(await current?.stop()).toBe(0);
    const launcher = await start().ready();
    expect(launcher.output).not.toContain('Loading');
    expect(await countInvoices()).toBe(200);
    expect(launcher.errors).toBe('');
  });
});
