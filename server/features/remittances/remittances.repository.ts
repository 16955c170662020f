import type { Tx } from '../../db/db.ts';
import type { RemittanceLine } from './remittance-csv.model.ts';
import type { Remittance } from './remittances.contract.ts';

export type RemittanceRow = Omit<Remittance, 'sentAt'> & { sentAt: Date; sentAtText: string };
export type Position = { sentAt: string; id: string };

const columns = (tx: Tx) => tx`
  r.id, r.reference, r.paid_on as "paidOn", r.total_cents as "totalCents", r.sent_by_name as "sentBy", r.sent_at as "sentAt",
  r.sent_at::text as "sentAtText",
  (select json_agg(json_build_object('invoiceNumber', l.invoice_number, 'invoiceId', i.id, 'amountCents', l.amount_cents, 'reference', l.reference)
      order by l.line_no)
    from remittance_line l left join invoice i on i.client_id = l.client_id and i.number = l.invoice_number
    where l.client_id = r.client_id and l.remittance_id = r.id) as lines,
  (select json_build_object('paymentId', t.payment_id, 'receivedOn', t.received_on)
    from payment_transfer t where t.client_id = r.client_id and t.id = r.transfer_id) as matched`;

export const selectRemittances = (
  tx: Tx,
  clientId: string,
  { limit, after }: { limit: number; after: Position | null },
) => tx<RemittanceRow[]>`
  select ${columns(tx)} from remittance r
  where r.client_id = ${clientId} ${after ? tx`and (r.sent_at, r.id) < (${after.sentAt}::timestamptz, ${after.id}::uuid)` : tx``}
  order by r.sent_at desc, r.id desc limit ${limit}`;

export async function findRemittance(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<RemittanceRow | undefined> {
  const [row] = await tx<RemittanceRow[]>`
    select ${columns(tx)} from remittance r where r.client_id = ${clientId} and r.id = ${id}`;
  return row;
}

export type NewRemittance = {
  id: string;
  reference: string;
  paidOn: string | null;
  totalCents: number;
  by: string;
  byName: string;
  at: Date;
  lines: readonly RemittanceLine[];
};

export async function insertRemittance(tx: Tx, clientId: string, advice: NewRemittance): Promise<void> {
  await tx`
    insert into remittance (client_id, id, reference, paid_on, total_cents, sent_by, sent_by_name, sent_at)
    values (${clientId}, ${advice.id}, ${advice.reference}, ${advice.paidOn}, ${advice.totalCents}, ${advice.by}, ${advice.byName}, ${advice.at})`;
  const lines = advice.lines.map((line, n) => ({
    client_id: clientId,
    remittance_id: advice.id,
    line_no: n + 1,
    invoice_number: line.invoiceNumber,
    amount_cents: line.amountCents,
    reference: line.reference,
  }));
  await tx`insert into remittance_line ${tx(lines)}`;
}
