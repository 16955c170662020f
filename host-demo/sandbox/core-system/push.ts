import { setTimeout as wait } from 'node:timers/promises';
import type { Dataset, SyncBatch } from '../../../server/features/sync/sync.contract.ts';
import { accessTokens, type TokenSource } from './access-token.ts';
import { batchesOf, keyOf, ORDER } from './batches.ts';
import { type CoreSystemData, DEMONSTRATION_SEED, generate } from './generate.ts';
import { PushError } from './push-error.ts';

export type PushOptions = TokenSource & {
  /** Origin of the product, below which `/v1/sync/{dataset}` lies. */
  baseUrl: string;
  seed?: number;
  /** `YYYY-MM-DD`; the day it is in the contractor's time zone by default. */
  today?: string;
  data?: CoreSystemData;
  onProgress?: (progress: PushProgress) => void;
  signal?: AbortSignal;
};

/** Rows of all datasets, so that a bar can move steadily. */
export type PushProgress = { dataset: Dataset; done: number; total: number };

export type PushSummary = {
  rows: number;
  batches: number;
  inserted: number;
  updated: number;
  unchanged: number;
};

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 250;
const CONTRACTOR_TIME_ZONE = 'Australia/Melbourne';

/**
 * Delivers the contractor's books through the product's sync interface. Safe to repeat: the same content carries the
 * same batch ids. Throws `PushError` when the product refuses a batch or stays unreachable.
 */
export async function pushAll(options: PushOptions): Promise<PushSummary> {
  const data =
    options.data ?? generate(options.seed ?? DEMONSTRATION_SEED, options.today ?? todayInMelbourne());
  const tokens = accessTokens(options);
  const total = ORDER.reduce((sum, dataset) => sum + data[dataset].length, 0);
  const summary: PushSummary = { rows: 0, batches: 0, inserted: 0, updated: 0, unchanged: 0 };
  for (const dataset of ORDER) {
    for (const batch of batchesOf(dataset, data)) {
      const report = await deliver(options, tokens, dataset, batch);
      summary.rows += batch.rows.length;
      summary.batches += 1;
      summary.inserted += report.inserted;
      summary.updated += report.updated;
      summary.unchanged += report.unchanged;
      options.onProgress?.({ dataset, done: summary.rows, total });
    }
  }
  return summary;
}

type Report = { inserted: number; updated: number; unchanged: number };

async function deliver(
  options: PushOptions,
  tokens: ReturnType<typeof accessTokens>,
  dataset: Dataset,
  batch: SyncBatch,
): Promise<Report> {
  let problem = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const token = await tokens.get();
    const answer = await send(options, token, dataset, batch);
    if (answer.status >= 200 && answer.status < 300) return reportOf(answer.body);
    problem = `${dataset} batch ${batch.batchId}: ${answer.status || 'no answer'} ${answer.body.slice(0, 1_500)}`;
    if (answer.status === 401 && attempt === 1) tokens.forget();
    else if (!isPassing(answer.status)) break;
    await wait(answer.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1), undefined, {
      signal: options.signal,
    });
  }
  throw new PushError(problem);
}

type Answer = { status: number; body: string; retryAfterMs: number | null };

async function send(
  options: PushOptions,
  token: string,
  dataset: Dataset,
  batch: SyncBatch,
): Promise<Answer> {
  try {
    const response = await fetch(new URL(`/v1/sync/${dataset}`, options.baseUrl), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': keyOf(batch),
      },
      body: JSON.stringify(batch),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      status: response.status,
      body: await response.text(),
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : null,
    };
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return { status: 0, body: error instanceof Error ? error.message : String(error), retryAfterMs: null };
  }
}

/** What may be gone at the next attempt: no answer, a limit, a fault of the server, the same batch under way. */
const isPassing = (status: number): boolean =>
  status === 0 || status === 409 || status === 429 || status >= 500;

function reportOf(body: string): Report {
  const report: unknown = JSON.parse(body);
  const count = (name: string): number => {
    if (typeof report !== 'object' || report === null) return 0;
    const value: unknown = Reflect.get(report, name);
    return typeof value === 'number' ? value : 0;
  };
  return { inserted: count('inserted'), updated: count('updated'), unchanged: count('unchanged') };
}

const todayInMelbourne = (): string =>
  // The Swedish way of writing a date is the ISO one.
  new Intl.DateTimeFormat('sv-SE', { timeZone: CONTRACTOR_TIME_ZONE }).format(new Date());
