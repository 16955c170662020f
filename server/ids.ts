import { v7 } from 'uuid';
import type { Ids } from './ports/ids.ts';

const atOnce = 256;

/**
 * Asks the system for randomness once for many identifiers: a large statement needs 300,000 of them. Those of one
 * process count upwards also within a millisecond, as `v7` by itself does (RFC 9562, section 6.2, method 2).
 */
export function createIds(now: () => number = Date.now): Ids {
  const pool = new Uint8Array(16 * atOnce);
  let used = pool.length;
  let msecs = 0;
  let seq = 0;
  return {
    next() {
      if (used === pool.length) {
        crypto.getRandomValues(pool);
        used = 0;
      }
      const random = pool.subarray(used, used + 16);
      used += 16;
      const at = now();
      if (at > msecs) {
        msecs = at;
        seq = new DataView(random.buffer, random.byteOffset + 6, 4).getUint32(0) >>> 1;
      } else {
        seq = (seq + 1) >>> 0;
        if (seq === 0) msecs += 1;
      }
      return v7({ random, msecs, seq });
    },
  };
}
