import { describe, expect, it } from 'vitest';
import { contentTypeOf, safeFileName } from './evidence.model.ts';

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('evidence', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['%PDF-1.7', 'application/pdf'],
    ['RIFF\0\0\0\0WAVE', null],
    ['<svg onload=alert(1)>', null],
    [' %PDF-1.7', null],
    ['MZ', null],
    ['', null],
  ])('S46 knows a file by its first bytes: %j', (text, type) => {
    expect(contentTypeOf(bytes(text))).toBe(type);
  });

  it('S46 leaves nothing in a name that a header or a disk could misread', () => {
    expect(safeFileName('..\\..//"\r\nX: y.pdf')).toMatch(/^[A-Za-z0-9._ -]+$/);
    expect(safeFileName('../../etc/passwd')).not.toMatch(/^\./);
    expect(safeFileName('写真')).toBe('--');
    expect(safeFileName('...')).toBe('file');
  });
});
