import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import type { MiddlewareHandler } from 'hono';
import type { Environment } from './environment.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export type StaticOptions = {
  folder: string;
  /** Taken off the path. */
  prefix: string;
  headers: (path: string) => Record<string, string>;
  /** Served for paths that name no file, so that a deep link opens the page. */
  fallback?: string;
};

/** Files of a built folder, brotli where the browser takes it and the build made it. */
export const staticFiles =
  ({ folder, prefix, headers, fallback }: StaticOptions): MiddlewareHandler<Environment> =>
  async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const path = readPath(c.req.path.slice(prefix.length));
    const wanted = path === '' || path === null ? fallback : path;
    const found =
      (wanted && (await find(folder, wanted))) ||
      (fallback && isPage(path) ? await find(folder, fallback) : null);
    if (!found) return next();
    const extension = found.path.slice(found.path.lastIndexOf('.'));
    const compressed = /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
      ? await find(folder, `${found.path}.br`)
      : null;
    const file = compressed ?? found;
    const etag = `"${file.size.toString(16)}-${file.mtimeMs.toString(16)}"`;
    const shared = {
      ...headers(found.path),
      etag,
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, shared);
    const all = {
      ...shared,
      'content-type': types[extension] ?? 'application/octet-stream',
      'content-length': String(file.size),
      ...(compressed ? { 'content-encoding': 'br' } : {}),
    };
    if (c.req.method === 'HEAD') return c.body(null, 200, all);
    if (file.size < 512_000) return c.body(await readFile(file.full), 200, all);
    return c.body(Readable.toWeb(createReadStream(file.full)) as ReadableStream, 200, all);
  };

/** A path below the folder, or null: nothing that climbs, hides or cannot be decoded. */
function readPath(raw: string): string | null {
  try {
    const decoded = normalize(decodeURIComponent(raw)).replace(/^[/\\]+/, '');
    return decoded.includes('\0') ||
      decoded.split(/[/\\]/).some((part) => part.startsWith('.') && part !== '.')
      ? null
      : decoded === '.'
        ? ''
        : decoded;
  } catch {
    return null;
  }
}

const isPage = (path: string | null): boolean => path !== null && !/\.[a-z0-9]+$/i.test(path);

async function find(
  folder: string,
  path: string,
): Promise<{ path: string; full: string; size: number; mtimeMs: number } | null> {
  const full = join(folder, path);
  const found = await stat(full).catch(() => null);
  return found?.isFile() ? { path, full, size: found.size, mtimeMs: Math.floor(found.mtimeMs) } : null;
}
