import type { Queue } from '../ports/queue.ts';

const defaultAttempts = 15;

/** Jobs are rows of the job runner's own tables, written by the transaction that causes them. */
export const createQueue = (): Queue => ({
  async enqueue(tx, name, payload, { key, runAt, maxAttempts = defaultAttempts } = {}) {
    await tx`select app.enqueue(${name}, ${JSON.stringify(payload)}::text::json, ${key ?? null}, ${runAt ?? null}, ${maxAttempts})`;
  },
});
