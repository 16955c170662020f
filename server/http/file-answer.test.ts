import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { type FileToSend, sendFile } from './file-answer.ts';

async function answer(file: Partial<FileToSend>): Promise<Response> {
  const app = new Hono<Environment>();
  app.get('/', (c) =>
    sendFile(c, { name: 'a.pdf', content: 'x', type: 'application/pdf', as: 'attachment', ...file }),
  );
  return app.request('/');
}

describe('a file that leaves', () => {
  it('S24 is not sniffed, not kept and not run', async () => {
    const { headers } = await answer({});
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const open = await answer({ as: 'inline' });
    expect(open.headers.get('content-security-policy')).toBeNull();
  });

  it('S50 carries any name as one quoted ASCII word, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (name) => {
        const header = (await answer({ name })).headers.get('content-disposition');
        expect(header).toMatch(/^attachment; filename="[A-Za-z0-9_ -][A-Za-z0-9._ -]{0,149}"$/);
      }),
      { examples: [['../../etc/passwd'], ['a"; filename="b.exe'], ['a\r\nset-cookie: x=1'], ['\0'], ['…']] },
    );
  });

  it('gives bytes and text back as they were', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, n) => n % 256);
    const sent = await answer({ content: bytes.subarray(10, 200) });
    expect(new Uint8Array(await sent.arrayBuffer())).toEqual(bytes.slice(10, 200));
    expect(await (await answer({ content: 'ä €', type: 'text/csv; charset=utf-8' })).text()).toBe('ä €');
  });
});
