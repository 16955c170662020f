import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same name, however the calls around them change. */
export type Random = {
  /** 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
};

/** A stream of its own for every name, so that one more invoice in May changes nothing in June. */
export function randomFor(seed: number, ...name: (string | number)[]): Random {
  const digest = createHash('sha256')
    .update([seed, ...name].join('|'))
    .digest();
  const next = mulberry32(digest.readUInt32LE(0));
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: ([first, ...rest]) => {
      const index = Math.floor(next() * (rest.length + 1));
      return index === 0 ? first : (rest[index - 1] ?? first);
    },
  };
}

/** Tommy Ettinger's mulberry32: small, fast, and good enough for demonstration data. */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
