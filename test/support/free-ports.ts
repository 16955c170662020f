import { randomInt } from 'node:crypto';
import { isPortFree } from '../../server/launch/free-port.ts';

/** Below the ports that a system lends to whoever asks for any, and none that a browser refuses. */
const [lowest, highest] = [20_000, 32_000];

/**
 * The first of so many ports in a row that nobody listens on. Drawn by lot: two test files that start together, or two runs
 * on one machine, would otherwise find the same ones free.
 */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(lowest, highest - count);
    const free = await Promise.all(Array.from({ length: count }, (_, place) => isPortFree(first + place)));
    if (free.every(Boolean)) return first;
  }
}
