/**
 * Milliseconds to wait before attempt `attempt` (from 0): doubling from `base`, at most `cap`, the upper half at random,
 * so that the widgets of a thousand pages do not come back in the same moment.
 */
export function backoff(attempt: number, base: number, cap: number, random = Math.random): number {
  const whole = Math.min(cap, base * 2 ** Math.min(attempt, 16));
  return whole / 2 + (whole / 2) * random();
}

/** Rejects with the signal's reason when it is aborted first. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
