import type { Tx } from '../../db/db.ts';
import type { ReceiptContent } from './receipt.model.ts';

export type ReceiptRow = {
  id: string;
  number: string;
  paymentId: string;
  content: ReceiptContent;
  sha256: string;
  sentTo: string | null;
  sentAt: Date | null;
};

const receiptColumns = (tx: Tx) => tx`
  id, number, payment_id as "paymentId", content, sha256, sent_to as "sentTo", sent_at as "sentAt"`;

export async function findReceipt(tx: Tx, clientId: string, id: string): Promise<ReceiptRow | null> {
  const [row] = await tx<ReceiptRow[]>`
    select ${receiptColumns(tx)} from receipt where client_id = ${clientId} and id = ${id}`;
  return row ?? null;
}

export async function findReceiptOf(tx: Tx, clientId: string, paymentId: string): Promise<ReceiptRow | null> {
  const [row] = await tx<ReceiptRow[]>`
    select ${receiptColumns(tx)} from receipt where client_id = ${clientId} and payment_id = ${paymentId}`;
  return row ?? null;
}

export async function nextReceiptNumber(tx: Tx): Promise<string> {
  const [row] = await tx<{ n: number }[]>`select nextval('receipt_number') as n`;
  if (!row) throw new Error('a sequence answered nothing');
  return `R-${row.n}`;
}

export async function insertReceipt(
  tx: Tx,
  clientId: string,
  receipt: { id: string; content: ReceiptContent; sha256: string },
): Promise<void> {
  const { content } = receipt;
  await tx`
    insert into receipt (client_id, id, number, payment_id, issued_at, content, sha256, sent_to)
    values (${clientId}, ${receipt.id}, ${content.number}, ${content.paymentId}, ${content.issuedAt},
      ${tx.json(content)}, ${receipt.sha256}, ${content.sentTo})`;
}

export async function markReceiptSent(tx: Tx, clientId: string, id: string, at: Date): Promise<void> {
  await tx`update receipt set sent_at = ${at} where client_id = ${clientId} and id = ${id} and sent_at is null`;
}

export type ClientParty = { legalName: string; abn: string; addressLines: string[] };

export async function findClientParty(tx: Tx, clientId: string): Promise<ClientParty | null> {
  const [row] = await tx<ClientParty[]>`
    select legal_name as "legalName", abn, postal_address as "addressLines" from client where client_id = ${clientId}`;
  return row ?? null;
}
