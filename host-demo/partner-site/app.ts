import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Context, Hono } from 'hono';
import { people, signInCookie, whoIsAsking } from './people.ts';
import { contentSecurityPolicy } from './policy.ts';
import { makeFoyerSession } from './session-endpoint.ts';
import type { PartnerSettings } from './settings.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Beside the sources, or beside the built server. */
const intranet = [here('../../dist/hosts/intranet/'), here('../../../hosts/intranet/')].find((folder) =>
  existsSync(folder),
);
const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** A property manager's site that shows a widget to its tenants, and a client's intranet that does so in its own way. */
export function createPartnerSite(settings: PartnerSettings): Hono {
  const app = new Hono();

  app.post('/foyer-session', async (c) => {
    // Only this site's own pages may ask: another site's page could send the cookie, but not this header.
    if (c.req.header('foyer-client') === undefined) return c.json({ error: 'not for other sites' }, 403);
    const email = whoIsAsking(c.req.header('cookie'));
    if (email === undefined) return c.json({ error: 'signed out' }, 401);
    try {
      const answer = await makeFoyerSession(settings, email, settings.origin);
      const status = answer.ok ? 200 : answer.status < 500 ? 403 : 502;
      return c.json(answer.ok ? await answer.json() : { error: 'no session for this person' }, status);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return c.json({ error: 'Foyer cannot be reached' }, 502);
    }
  });

  app.post('/sign-in', async (c) => {
    const form = await c.req.parseBody();
    c.header('set-cookie', signInCookie(String(form.email ?? '')));
    return c.redirect(
      c.req.header('referer')?.startsWith(`${settings.origin}/strict`) ? '/strict' : '/',
      303,
    );
  });

  app.get('/', (c) => page(c, here('./pages/tenant.html'), settings));
  app.get('/strict', (c) => page(c, here('./pages/tenant.html'), settings, true));
  app.get('/two-versions', (c) => page(c, here('./pages/two-versions.html'), settings));
  app.get('/intranet', (c) => c.redirect('/intranet/'));
  app.get('/intranet/', (c) => (intranet ? page(c, `${intranet}index.html`, settings) : c.notFound()));
  app.get('/intranet/:file{[a-z0-9.-]+}', (c) => asset(c, intranet, c.req.param('file')));
  app.get('/assets/:file{[a-z0-9.-]+}', (c) => asset(c, here('./assets/'), c.req.param('file')));
  return app;
}

async function page(
  c: Context,
  path: string,
  settings: PartnerSettings,
  trustedTypes = false,
): Promise<Response> {
  const { baseUrl: foyer, cardForm } = settings;
  const email = whoIsAsking(c.req.header('cookie'));
  const choices = people.map(
    (one) => `<option value="${one.email}"${one.email === email ? ' selected' : ''}>${one.label}</option>`,
  );
  const words: Record<string, string> = {
    foyer,
    user: email ?? 'Signed out',
    people: [...choices, `<option value=""${email ? '' : ' selected'}>Signed out</option>`].join(''),
    version: await versionOf(foyer),
  };
  c.header('content-security-policy', contentSecurityPolicy({ foyer, cardForm, trustedTypes }));
  c.header('referrer-policy', 'strict-origin-when-cross-origin');
  c.header('x-content-type-options', 'nosniff');
  c.header('cache-control', 'no-store');
  return c.html(
    readFileSync(path, 'utf8').replace(/\{\{(\w+)\}\}/g, (_all, name: string) => words[name] ?? ''),
  );
}

async function asset(c: Context, folder: string | undefined, file: string): Promise<Response> {
  const type = types[extname(file)];
  const body = folder && type ? await readFile(`${folder}${file}`).catch(() => undefined) : undefined;
  if (!type || body === undefined) return c.notFound() as Response;
  return c.body(new Uint8Array(body), 200, { 'content-type': type, 'cache-control': 'no-cache' });
}

/** The exact version that the server offers beside its rolling channel. */
async function versionOf(foyer: string): Promise<string> {
  try {
    const answer = await fetch(`${foyer}/embed/v1/version.json`, { signal: AbortSignal.timeout(2_000) });
    const body = (await answer.json()) as { version?: unknown };
    return typeof body.version === 'string' && /^[\w.-]+$/.test(body.version) ? body.version : 'v1';
  } catch {
    return 'v1';
  }
}
