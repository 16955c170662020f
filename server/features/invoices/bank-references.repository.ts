import type { Tx } from '../../db/db.ts';

export async function nextReferenceBody(tx: Tx): Promise<string> {
  const [row] = await tx<{ n: number }[]>`select nextval('bank_reference_number') as n`;
  if (!row) throw new Error('a sequence answered nothing');
  return String(row.n);
}

/** The first reference of a payment or an invoice stays its reference. */
export async function insertBankReference(
  tx: Tx,
  clientId: string,
  row: { reference: string; paymentId: string | null; invoiceId: string | null },
): Promise<void> {
  await tx`
    insert into bank_reference (client_id, reference, payment_id, invoice_id)
    values (${clientId}, ${row.reference}, ${row.paymentId}, ${row.invoiceId}) on conflict do nothing`;
}

/** The reference that an invoice is known by, when it has one. */
export async function findReferenceOf(tx: Tx, clientId: string, invoiceId: string): Promise<string | null> {
  const [row] = await tx<{ reference: string }[]>`
    select reference from bank_reference where client_id = ${clientId} and invoice_id = ${invoiceId}`;
  return row?.reference ?? null;
}
