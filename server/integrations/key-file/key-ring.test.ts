import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyRing } from './key-ring.ts';

const ring = createKeyRing([randomBytes(32)]);

describe('S63 sealed secrets', () => {
  it('S63 opens what it sealed, at its own place alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (plain, place, other) => {
        const sealed = ring.seal(plain, place);
        expect(ring.open(sealed, place)).toBe(plain);
        if (other !== place) expect(() => ring.open(sealed, other)).toThrow();
      }),
    );
  });

  it('S63 refuses a changed byte and a shortened tag, wherever it is', () => {
    const sealed = Buffer.from(ring.seal('secret', 'table.column:1'));
    for (let n = 0; n < sealed.length; n += 1) {
      const changed = Buffer.from(sealed);
      changed[n] = (changed[n] ?? 0) ^ 1;
      expect(() => ring.open(changed, 'table.column:1'), `byte ${n}`).toThrow();
    }
    for (let length = 0; length < 32; length += 1)
      expect(() => ring.open(sealed.subarray(0, length), 'table.column:1')).toThrow();
  });

  it('S63 never seals twice alike', () => {
    const sealed = new Set(
      Array.from({ length: 10_000 }, () => Buffer.from(ring.seal('x', 'y')).toString('hex')),
    );
    expect(sealed.size).toBe(10_000);
  });

  it('S63 still opens what an older key sealed, and seals with the newest', () => {
    const [older, newer] = [randomBytes(32), randomBytes(32)];
    const sealed = createKeyRing([older]).seal('secret', 'p');
    const both = createKeyRing([newer, older]);
    expect(both.open(sealed, 'p')).toBe('secret');
    expect(createKeyRing([newer]).open(both.seal('again', 'p'), 'p')).toBe('again');
    expect(() => createKeyRing([newer]).open(sealed, 'p')).toThrow();
  });
});
