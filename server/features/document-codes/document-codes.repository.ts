import type { Tx } from '../../db/db.ts';

export async function findCodeOf(tx: Tx, clientId: string, invoiceId: string): Promise<string | null> {
  const [row] = await tx<{ code: string }[]>`
    select code from document_code where client_id = ${clientId} and invoice_id = ${invoiceId}`;
  return row?.code ?? null;
}

/** The first code of a document stays its code. */
export async function insertCode(
  tx: Tx,
  clientId: string,
  row: { code: string; invoiceId: string },
): Promise<void> {
  await tx`
    insert into document_code (client_id, code, invoice_id)
    values (${clientId}, ${row.code}, ${row.invoiceId}) on conflict (client_id, invoice_id) do nothing`;
}

/** What a code stands for, whosever it is: for the house alone. */
export async function findDocumentByCode(
  tx: Tx,
  code: string,
): Promise<{ clientId: string; invoiceId: string } | null> {
  const [row] = await tx<{ clientId: string; invoiceId: string }[]>`
    select client_id as "clientId", invoice_id as "invoiceId" from document_code where code = ${code}`;
  return row ?? null;
}
