import { enterScope, type Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { AskedInvoice } from './bank.contract.ts';
import type { LineRow } from './lines.repository.ts';

type AskedRow = AskedInvoice & { lineId: string };

/**
 * What the payers of these lines' baskets asked to pay, by line. One read for each client that has a basket among them,
 * however many the lines are: no read sees two clients. All is sent at once, and in this order: each client is entered
 * before it is read.
 */
export async function listAsked(
  tx: Tx,
  scope: Scope,
  lines: readonly LineRow[],
): Promise<ReadonlyMap<string, AskedInvoice[]>> {
  const asked = new Map<string, AskedInvoice[]>();
  const clients = clientsOf(lines);
  if (clients.length === 0) return asked;
  const found = await Promise.all(
    clients.map((clientId) =>
      Promise.all([enterScope(tx, { ...scope, clientId }), listAskedOf(tx, clientId, lines)]),
    ),
  );
  await enterScope(tx, scope);
  for (const { lineId, ...invoice } of found.flatMap(([, rows]) => rows)) {
    const ofLine = asked.get(lineId);
    if (ofLine) ofLine.push(invoice);
    else asked.set(lineId, [invoice]);
  }
  return asked;
}

const clientsOf = (lines: readonly LineRow[]): string[] => [
  ...new Set(
    lines.flatMap(({ parts }) =>
      parts.flatMap(({ target, clientId }) => (target === 'basket' ? (clientId ?? []) : [])),
    ),
  ),
];

/** Of the decisions that the lines were read with, which are never changed. A person may name one basket twice. */
const listAskedOf = (tx: Tx, clientId: string, lines: readonly LineRow[]) =>
  tx<AskedRow[]>`
    select distinct m.line_id as "lineId", m.client_id as "clientId", c.trading_name as "clientName", m.payment_id as "paymentId",
      i.id as "invoiceId", i.number as "invoiceNumber", p.amount_cents as "amountCents"
    from unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ decisionNo }) => decisionNo)}::integer[]) as given (line_id, decision_no)
    join bank_match m on m.line_id = given.line_id and m.decision_no = given.decision_no
    join payment_line p on p.client_id = m.client_id and p.payment_id = m.payment_id
    join invoice i on i.client_id = p.client_id and i.id = p.invoice_id
    join client c on c.client_id = m.client_id
    where m.client_id = ${clientId} and m.target = 'basket'
    order by m.line_id, i.number`.execute();
