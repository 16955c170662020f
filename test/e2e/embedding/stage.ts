import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { embedBuild } from '../../../widgets/federation/build/embed-build.ts';
import { federationBuild } from '../../../widgets/federation/build/federation-build.ts';
import { type Entries, root } from '../../../widgets/federation/build/places.ts';
import { publish } from '../../../widgets/federation/build/publish-plugin.ts';

const fixtures = `${root}widgets/federation/testing/`;
export const version = '9.9.9';

/** What happens to requests whose path matches; the first match counts. */
export type Fault = {
  readonly path: RegExp;
  readonly does: 404 | 500 | 'hang' | 'cut' | 'tamper';
  times?: number;
};

/**
 * A page of one site and widgets of another, in the smallest form: the widgets are the fixtures, the server answers only
 * what a session needs, and both can be told to misbehave.
 */
export type Stage = {
  readonly host: string;
  readonly foyer: string;
  /** Paths asked of the widgets' server since the last `reset`. */
  readonly asked: string[];
  /** Cookies that reached the widgets' server. */
  readonly cookies: string[];
  readonly faults: Fault[];
  sessionCalls: number;
  tokenLifeMs: number;
  /** Serves this document and policy at `/`. */
  show(body: string, options?: { csp?: string; head?: string }): void;
  reset(): void;
  close(): Promise<void>;
};

// A test runner's own value would choose the libraries' development files.
process.env.NODE_ENV = 'production';
// The federation plugin does nothing where it believes that a test imports the sources.
process.env.MFE_VITE_NO_TEST_ENV_CHECK = 'true';

/**
 * Builds the fixtures, or these widgets, once per file: the rolling channel and the exact version.
 * @param offered by module federation, where that is more than by script tag
 */
export async function createStage(widgets?: Entries, offered?: Entries): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-stage-'));
  const probe = `${fixtures}probe.ts`;
  const entries = widgets ?? { probe, 'second-probe': `${fixtures}second-probe.ts` };
  const channel = join(folder, 'v1');
  await build({ ...embedBuild({ entries, outDir: channel, version }), configFile: false });
  const remote = federationBuild({
    entries: { 'invoice-pay': probe, ...(offered ?? entries) },
    outDir: channel,
    version,
  });
  await build({ ...remote, configFile: false });
  publish(channel, join(folder, version), version);

  let page = { body: '', csp: '', head: '' };
  const stage = {
    asked: [] as string[],
    cookies: [] as string[],
    faults: [] as Fault[],
    sessionCalls: 0,
    tokenLifeMs: 600_000,
  };

  const foyer = await listen('127.0.0.1', async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://stage').pathname;
    if (request.method !== 'OPTIONS') stage.asked.push(path);
    if (request.headers.cookie) stage.cookies.push(request.headers.cookie);
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', 'content-type, foyer-client, authorization');
    response.setHeader('access-control-expose-headers', 'date');
    // A browser that still took other sites' cookies would send this one back.
    response.setHeader('set-cookie', 'third=party; Path=/');
    const fault = stage.faults.find((one) => one.path.test(request.url ?? '') && one.times !== 0);
    if (fault?.times !== undefined) fault.times -= 1;
    if (fault?.does === 'hang') return;
    if (fault?.does === 'cut') return request.socket.destroy();
    if (typeof fault?.does === 'number') return end(response, fault.does, 'text/plain', 'no');
    if (request.method === 'OPTIONS') return end(response, 204, '', '');
    if (path === '/v1/embed/token')
      return end(response, 200, 'application/json', token(stage.tokenLifeMs, Object.keys(entries)));
    const answer = answers[path];
    if (answer) return end(response, 200, 'application/json', JSON.stringify(answer));
    const file = await readFile(join(folder, path.replace(/^\/embed\//, ''))).catch(() => undefined);
    if (!file) return end(response, 404, 'text/plain', 'no such file');
    const type = path.endsWith('.json') ? 'application/json' : 'text/javascript';
    end(response, 200, type, fault?.does === 'tamper' ? Buffer.concat([file, Buffer.from('//')]) : file);
  });

  const host = await listen('localhost', async (request, response) => {
    if (request.method === 'POST') {
      stage.sessionCalls += 1;
      const status = stage.faults.some((one) => one.path.test('/foyer-session') && one.does === 500)
        ? 500
        : 200;
      return end(
        response,
        status,
        'application/json',
        '{"clientSecret":"s","expiresAt":"2026-01-01T00:00:00Z"}',
      );
    }
    if (request.url?.startsWith('/intranet/')) {
      const file = await readFile(`${root}dist/hosts${request.url}`).catch(() => undefined);
      return end(response, file ? 200 : 404, 'text/javascript', file ?? '');
    }
    if (request.url !== '/') return end(response, 404, 'text/plain', '');
    if (page.csp) response.setHeader('content-security-policy', page.csp);
    const head = `<meta charset="utf-8"><link rel="icon" href="data:,"><title>Host</title>${page.head}`;
    end(
      response,
      200,
      'text/html',
      `<!doctype html><html lang="en"><head>${head}</head><body>${page.body}</body>`,
    );
  });

  return Object.assign(stage, {
    host: host.origin,
    foyer: foyer.origin,
    show: (body: string, options: { csp?: string; head?: string } = {}) => {
      const fill = (text = '') => text.replaceAll('{foyer}', foyer.origin);
      page = { body: fill(body), csp: fill(options.csp), head: fill(options.head ?? scriptTag) };
    },
    reset: () => {
      stage.asked.length = 0;
      stage.cookies.length = 0;
      stage.faults.length = 0;
      stage.sessionCalls = 0;
      stage.tokenLifeMs = 600_000;
    },
    close: async () => {
      await Promise.all([foyer.close(), host.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

export const scriptTag =
  '<script type="module" src="{foyer}/embed/v1/foyer.js" data-session-endpoint="/foyer-session"></script>';

/** What a widget asks for at first, for a client that owes nothing. */
const asOf = '2026-01-01T00:00:00.000Z';
const nothing = { items: [], nextCursor: null, asOf };
const answers: Record<string, object> = {
  '/v1/invoices': nothing,
  '/v1/payments': nothing,
  '/v1/receivables/aging': {
    currency: 'AUD',
    asAt: '2026-01-01',
    buckets: [],
    totalCents: 0,
    overdueCents: 0,
    pendingCents: 0,
    unallocatedCents: 0,
    asOf,
  },
};

function token(lifeMs: number, widgets: readonly string[]): string {
  const me = {
    user: { id: 'u1', displayName: 'Finn Ance' },
    sites: [],
    capabilities: ['invoices:read', 'invoices:pay', 'sites:read'],
  };
  const expiresAt = new Date(Date.now() + lifeMs).toISOString();
  return JSON.stringify({ accessToken: 't', expiresAt, widgets, me });
}

function end(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, type ? { 'content-type': type } : {}).end(body);
}

async function listen(
  name: string,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<{ origin: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    request.resume();
    Promise.resolve(answer(request, response)).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, name, resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://${name}:${port}`, close };
}
