import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newDocumentCode, printedCode, readDocumentCode } from './document-code.model.ts';

describe('F5 the code on a paper', () => {
  it('F5 is read back as it is printed, in small letters, with blanks, and with what is taken for a digit', () => {
    for (let n = 0; n < 1_000; n += 1) {
      const code = newDocumentCode();
      expect(printedCode(code)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      const typed = [printedCode(code), printedCode(code).toLowerCase().replaceAll('-', ' '), ` ${code} `];
      expect(typed.map(readDocumentCode)).toEqual([code, code, code]);
      expect(readDocumentCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
    }
  });

  it('F5 is never read from anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const code = readDocumentCode(text);
        if (code !== null) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      }),
    );
    expect(['', 'K7QM-4TZP', 'K7QM-4TZP-9XWU', 'K7QM-4TZP-9XWD-1'].map(readDocumentCode)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('F5 is not made twice in 20,000', () => {
    expect(new Set(Array.from({ length: 20_000 }, newDocumentCode)).size).toBe(20_000);
  });
});
