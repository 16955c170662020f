import { setImmediate as othersTurn } from 'node:timers/promises';

/** Enough rows to be copied in and to be planned for. */
const portionSize = 20_000;
/** A few milliseconds of work; then whatever else waits in this process comes first. */
const turnSize = 250;

/**
 * Writes what is still being worked out, a portion at a time and in order: the next portion is worked out while the
 * database has the last one. Nobody else's request waits for all of it.
 */
export async function inPortions<Item>(
  items: Iterable<Item>,
  write: (portion: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  let written: Promise<unknown> = Promise.resolve();
  let portion: Item[] = [];
  try {
    for (const item of items) {
      portion.push(item);
      if (portion.length % turnSize === 0) await othersTurn();
      if (portion.length < portionSize) continue;
      await written;
      written = write(portion);
      // Why it failed is told when the next portion is there.
      written.catch(() => {});
      portion = [];
    }
    await written;
    if (portion.length > 0) await write(portion);
  } finally {
    // The caller's transaction is not ended in the middle of a portion.
    await Promise.allSettled([written]);
  }
}
