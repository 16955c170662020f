import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { InvoicePage, InvoiceQuery, InvoiceSummary } from './invoices.contract.ts';
import { dayIn, latenessOf } from './invoices.model.ts';
import { type After, type InvoiceRow, selectInvoices } from './invoices.repository.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: InvoiceQuery };

/** A page of the asker's invoices. The cursor belongs to its order and to no other. */
export async function listInvoices({ ctx, deps, input }: Args): Promise<InvoicePage> {
  const now = deps.clock.now();
  const today = dayIn(deps.supplier.timeZone, now);
  const { cursor, ...query } = input;
  const after = cursor ? readCursor(query.sort, cursor) : null;
  const rows = await deps.db.readOne(ctx.scope, (tx) =>
    selectInvoices(tx, ctx.scope, { ...query, after, today }),
  );
  const items = rows.slice(0, query.limit).map((row) => toSummary(row, today));
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? cursorAt(query.sort, last) : null, asOf: now.toISOString() };
}

/** One invoice as every surface shows it. */
export const toSummary = (row: InvoiceRow, today: string): InvoiceSummary => ({
  id: row.id,
  number: row.number,
  issuedOn: row.issuedOn,
  dueOn: row.dueOn,
  currency: 'AUD',
  totalCents: row.totalCents,
  allocatedCents: row.allocatedCents,
  balanceCents: row.balanceCents,
  pendingCents: row.pendingCents,
  disputedCents: row.disputedCents,
  payableCents: row.balanceCents - row.disputedCents,
  promisedOn: row.promisedOn,
  status: row.status,
  ...latenessOf(row, today),
  sites: row.sites,
  poNumber: row.poNumber,
  contractNumber: row.contractNumber,
  version: row.version,
});

type Sort = InvoiceQuery['sort'];

const cursorAt = (sort: Sort, { id, issuedOn, dueOn, balanceCents }: InvoiceSummary): string =>
  encodeCursor([sort, { '-issuedOn': issuedOn, issuedOn, dueOn, '-balance': balanceCents }[sort], id]);

function readCursor(sort: Sort, cursor: string): After {
  const key = sort === '-balance' ? z.int().min(0) : z.iso.date().refine((day) => day >= '1900');
  const [, keyAfter, id] = decodeCursor(z.tuple([z.literal(sort), key, z.uuid()]), cursor);
  return { key: keyAfter, id };
}
