import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from './wrap.ts';

const measure = (text: string): number => text.length;

describe('wrap', () => {
  it('fills lines with whole words', () => {
    expect(wrap('clean the lift lobby daily', 11, measure)).toEqual(['clean the', 'lift lobby', 'daily']);
  });

  it('keeps newlines, and an empty line between two paragraphs', () => {
    expect(wrap('a\n\nb', 10, measure)).toEqual(['a', '', 'b']);
  });

  it('never makes a line wider than asked, and loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const lines = wrap(text, width, measure);
        // A character outside of the basic plane is two units long and is not torn apart.
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
