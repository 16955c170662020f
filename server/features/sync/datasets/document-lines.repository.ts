import type { Tx } from '../../../db/db.ts';
import type { InvoiceRow } from '../sync.contract.ts';
import type { Batch } from './writer.ts';

type Line = InvoiceRow['lines'][number];
export type LinesOf = { documentId: string; isNew: boolean; lines: readonly Line[] };
type Parent = { table: 'invoice_line' | 'credit_note_line'; key: 'invoice_id' | 'credit_note_id' };

export const invoiceLines: Parent = { table: 'invoice_line', key: 'invoice_id' };
export const creditNoteLines: Parent = { table: 'credit_note_line', key: 'credit_note_id' };

/** Puts the lines of these documents in the place of those they had. */
export async function replaceLines(
  tx: Tx,
  { table, key }: Parent,
  batch: Batch,
  documents: readonly LinesOf[],
  siteIds: ReadonlyMap<string, string>,
): Promise<void> {
  const changed = documents.filter(({ isNew }) => !isNew).map(({ documentId }) => documentId);
  if (changed.length > 0)
    await tx`delete from ${tx(table)} where client_id = ${batch.clientId} and ${tx(key)} = any(${changed}::uuid[])`;
  const records = documents.flatMap(({ documentId, lines }) =>
    lines.map((line) => ({
      document_id: documentId,
      line_no: line.lineNo,
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      unit_price: line.unitPrice,
      net_cents: line.netCents,
      gst_code: line.gstCode,
      gst_cents: line.gstCents,
      site_id: line.siteExternalId === null ? null : (siteIds.get(line.siteExternalId) ?? null),
      workbill_number: line.workbillNumber,
      contract_number: line.contractNumber,
    })),
  );
  for (let from = 0; from < records.length; from += 5_000)
    await tx`
      insert into ${tx(table)} (client_id, ${tx(key)}, line_no, description, quantity, unit, unit_price, net_cents, gst_code, gst_cents, site_id,
        workbill_number, contract_number)
      select ${batch.clientId}, r.* from jsonb_to_recordset(${tx.json(records.slice(from, from + 5_000))}) as r (document_id uuid, line_no integer,
        description text, quantity numeric, unit text, unit_price numeric, net_cents bigint, gst_code text, gst_cents bigint, site_id uuid,
        workbill_number text, contract_number text)`;
}
