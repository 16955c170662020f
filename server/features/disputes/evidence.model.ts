import type { Evidence } from './disputes.contract.ts';

type ContentType = Evidence['contentType'];

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

const signs: readonly [ContentType, (bytes: Uint8Array) => boolean][] = [
  ['image/png', (bytes) => ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', (bytes) => ascii(bytes, 0, 3) === '\xff\xd8\xff'],
  ['image/gif', (bytes) => ['GIF87a', 'GIF89a'].includes(ascii(bytes, 0, 6))],
  ['image/webp', (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'],
  ['application/pdf', (bytes) => ascii(bytes, 0, 5) === '%PDF-'],
];

/** What a file is by its first bytes, whatever its sender calls it; null when it is nothing that is accepted. */
export const contentTypeOf = (bytes: Uint8Array): ContentType | null =>
  signs.find(([, matches]) => matches(bytes))?.[0] ?? null;

/** A name that is safe in a header and on a disk, with what makes it readable kept. */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._ -]/g, '-')
    .replace(/^[. ]+/, '')
    .slice(0, 120);
  return plain || 'file';
}
