import { z } from '@hono/zod-openapi';
import type { RequestContext } from './environment.ts';

export type FileToSend = {
  name: string;
  content: Uint8Array | string;
  /** With its character set, for text. */
  type: string;
  /** `inline` opens in the browser, for documents of our own making; what others sent is always an attachment. */
  as: 'inline' | 'attachment';
};

/** A name that is safe in a header and on a disk, with what makes it readable kept. */
export function headerFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._ -]/g, '-')
    .replace(/^[. ]+/, '')
    .slice(0, 150);
  return plain || 'file';
}

/** The one way a file leaves: its type holds, no cache keeps it, and what others sent runs nothing. */
export function sendFile(c: RequestContext, { name, content, type, as }: FileToSend) {
  const body = typeof content === 'string' ? content : new Uint8Array(content).buffer;
  return c.body(body, 200, {
    'content-type': type,
    'content-disposition': `${as}; filename="${headerFileName(name)}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    // A browser's own reader of PDF does not open in a sandbox; what is only saved needs none of it.
    ...(as === 'attachment' ? { 'content-security-policy': "default-src 'none'; sandbox" } : {}),
  });
}

export const sendPdf = (
  c: RequestContext,
  name: string,
  bytes: Uint8Array,
  as: FileToSend['as'] = 'inline',
) => sendFile(c, { name, content: bytes, type: 'application/pdf', as });

/** For the OpenAPI document. */
export const binary = z.string().openapi({ format: 'binary' });

export const file = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: type.startsWith('text/') || type.endsWith('xml') ? z.string() : binary } },
});
