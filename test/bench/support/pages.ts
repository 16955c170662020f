import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { makeFoyerSession } from '../../../host-demo/partner-site/session-endpoint.ts';
import { createDb } from '../../../server/db/db.ts';
import { registerOAuthClient } from '../../../server/features/identity/index.ts';
import { createKeyRing } from '../../../server/integrations/key-file/key-ring.ts';
import { loadMasterKeys } from '../../../server/integrations/key-file/master-key.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type Bench, projectRoot } from './bench.ts';

export type Pages = {
  browser: Browser;
  /** Where the pages lie; the widgets come from another origin. */
  host: string;
  foyer: string;
};

const tag = '<foyer-invoice-pay></foyer-invoice-pay>';

/** A partner's site with one page for each way of embedding, its back end, and a browser to look at it. */
export async function openPages(bench: Bench): Promise<Pages> {
  const { askers, ...database } = await bench.seeded(10_000);
  const [asker] = askers;
  const server = await bench.server(database);
  const credentials = { baseUrl: server.origin, clientId: `pages-${server.port}`, clientSecret: '' };
  const documents: Record<string, string> = {
    '/script': `<script type="module" src="${server.origin}/embed/v1/foyer.js" data-session-endpoint="/foyer-session"></script>${tag}`,
    '/plain': plainPage(server.origin),
    '/federation': `<meta name="foyer-origin" content="${server.origin}"><script type="module" src="/intranet/main.js"></script>${tag}`,
    '/table': '<main></main>',
  };
  let host = '';
  const http = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') {
      request.resume();
      const answer = await makeFoyerSession(credentials, asker?.email ?? '', host);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    } else if (path.startsWith('/intranet/')) {
      const file = join(projectRoot, 'dist/hosts', path);
      response.writeHead(existsSync(file) ? 200 : 404, { 'content-type': 'text/javascript' });
      response.end(existsSync(file) ? readFileSync(file) : '');
    } else {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Bench</title></head><body>${documents[path] ?? ''}</body></html>`,
      );
    }
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  bench.onClose(() => {
    http.closeAllConnections();
    http.close();
  });

  const identityDb = createDb({ url: database.identityUrl, max: 1 });
  const keyRing = createKeyRing(await loadMasterKeys(null, server.dataDir));
  const { clientSecret } = await registerOAuthClient({
    deps: { identityDb, keyRing },
    input: {
      id: credentials.clientId,
      name: 'Bench',
      scopes: ['embed'],
      clientId: asker?.clientId ?? null,
      allowedOrigins: [host],
    },
  });
  credentials.clientSecret = clientSecret;
  await identityDb.close();
  const browser = await launchBrowser();
  bench.onClose(() => browser.close());
  return { browser, host, foyer: server.origin };
}

/** The same widget as a page would import it that knows its files by heart: the shortest way there is. */
function plainPage(foyer: string): string {
  const entry = readFileSync(join(projectRoot, 'dist/embed/v1/invoice-pay.js'), 'utf8');
  const chunks = [...entry.matchAll(/from\s*"\.\/(chunks\/[^"]+)"|import\s*"\.\/(chunks\/[^"]+)"/g)];
  const preloads = chunks.map(
    (found) => `<link rel="modulepreload" href="${foyer}/embed/v1/${found[1] ?? found[2]}">`,
  );
  const session = JSON.stringify({ baseUrl: foyer, endpoint: '/foyer-session' });
  return `${[...new Set(preloads)].join('')}<script>globalThis[Symbol.for('foyer.session.registry')] = { wanted: [${session}] };</script>
    <script type="module" src="${foyer}/embed/v1/invoice-pay.js"></script>${tag}`;
}
