import { createHash } from 'node:crypto';
import type { Dataset, SyncBatch } from '../../../server/features/sync/sync.contract.ts';
import type { CoreSystemData } from './generate.ts';

/** What the core system calls itself in `sourceSystem`. */
export const SOURCE_SYSTEM = 'foyer-core';

/** Parents before children: an invoice names its client and sites, a payment its invoices. */
export const ORDER: readonly Dataset[] = [
  'clients',
  'sites',
  'users',
  'contracts',
  'invoices',
  'credit-notes',
  'payments',
];

const MAX_ROWS = 500;
/** Keeps a batch well below what a web server takes as a body. */
const MAX_BYTES = 700_000;

type Row = CoreSystemData[Dataset][number];

/** Cuts a dataset into batches whose ids follow from their content, so that a repeated push repeats the ids. */
export function batchesOf(dataset: Dataset, data: CoreSystemData): SyncBatch[] {
  return cut(data[dataset]).map((rows, index) => ({
    batchId: `${dataset}-${String(index + 1).padStart(4, '0')}-${digest(JSON.stringify(rows)).slice(0, 16)}`,
    sourceSystem: SOURCE_SYSTEM,
    controlTotals: { rows: rows.length, amountCents: rows.reduce((sum, row) => sum + amountOf(row), 0) },
    rows,
  }));
}

/** A UUID that follows from the batch: the same batch sent again carries the same `Idempotency-Key`. */
export function keyOf(batch: SyncBatch): string {
  const hex = digest(`${batch.sourceSystem}/${batch.batchId}`);
  // Version 8, variant 10: a UUID whose bits the sender chose (RFC 9562 section 5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function cut(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    const last = groups.at(-1);
    if (!last || last.length === MAX_ROWS || bytes + size > MAX_BYTES) {
      groups.push([row]);
      bytes = size;
    } else {
      last.push(row);
      bytes += size;
    }
  }
  return groups;
}

function amountOf(row: Row): number {
  if ('totalCents' in row) return row.totalCents;
  return 'amountCents' in row ? row.amountCents : 0;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
