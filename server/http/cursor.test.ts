import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';

const keys = z.tuple([z.literal('-issuedOn'), z.iso.date(), z.uuid()]);
const valid: z.infer<typeof keys> = ['-issuedOn', '2026-03-03', '019508f0-7c3e-7bd2-a3a5-5a1f3c2f7a10'];

describe('cursor', () => {
  it('gives back the keys that went in', () => {
    expect(decodeCursor(keys, encodeCursor(valid))).toEqual(valid);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer(), (text, number) => {
        expect(decodeCursor(z.tuple([z.string(), z.number()]), encodeCursor([text, number]))).toEqual([
          text,
          number,
        ]);
      }),
    );
  });

  it('refuses everything else as invalid_cursor, and never throws otherwise', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          expect(() => decodeCursor(keys, text)).toThrow(expect.objectContaining({ code: 'invalid_cursor' }));
        },
      ),
    );
  });

  it('refuses other spellings of a valid one', () => {
    for (const other of [`${encodeCursor(valid)}=`, ` ${encodeCursor(valid)}`, `${encodeCursor(valid)}!`])
      expect(() => decodeCursor(keys, other)).toThrow();
  });
});
