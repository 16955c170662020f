import { waitUntil as wait } from '@open-wc/testing';

/** What is waited for comes within milliseconds, and on a busy machine within seconds. */
const patienceMs = 40_000;

/** Waits until a condition holds, as `@open-wc/testing` does, but longer. */
export const waitUntil: typeof wait = (predicate, message, options) =>
  wait(predicate, message, { timeout: patienceMs, ...options });
