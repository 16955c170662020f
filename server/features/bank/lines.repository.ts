import type { Tx } from '../../db/db.ts';
import type { MatchStatus } from './bank.contract.ts';
import type { Allocation } from './bank-facts.model.ts';
import type { DecisionPart } from './decisions.repository.ts';

export type LineRow = {
  id: string;
  statementId: string;
  accountId: string;
  lineNo: number;
  bookedOn: string;
  valueOn: string | null;
  amountCents: number;
  bankRef: string | null;
  endToEnd: string | null;
  instruction: string | null;
  crn: string | null;
  fitid: string | null;
  payerName: string | null;
  payerAccount: string | null;
  narrative: string;
  typeCode: string | null;
  reversal: boolean;
  occurrenceNo: number;
  matchStatus: MatchStatus;
  decisionNo: number;
  parts: PartRow[];
};

export type PartRow = Pick<
  DecisionPart,
  | 'decision'
  | 'rule'
  | 'score'
  | 'explanation'
  | 'target'
  | 'clientId'
  | 'paymentId'
  | 'vendorRef'
  | 'amountCents'
> & {
  clientName: string | null;
  allocations: Allocation[];
  by: string;
  at: string;
};

const selectLines = (tx: Tx) => tx`
  select l.id, l.statement_id as "statementId", l.account_id as "accountId", l.line_no as "lineNo", l.booked_on as "bookedOn",
    l.value_on as "valueOn", l.amount_cents as "amountCents", l.bank_ref as "bankRef", l.end_to_end as "endToEnd", l.instruction,
    l.crn, l.fitid, l.payer_name as "payerName", l.payer_account as "payerAccount", l.narrative, l.type_code as "typeCode",
    l.reversal, l.occurrence_no as "occurrenceNo", l.match_status as "matchStatus", l.decision_no as "decisionNo",
    coalesce((
      select jsonb_agg(jsonb_build_object('decision', m.decision, 'rule', m.rule, 'score', m.score, 'explanation', m.explanation,
        'target', m.target, 'clientId', m.client_id, 'clientName', c.trading_name, 'paymentId', m.payment_id,
        'vendorRef', m.vendor_ref, 'amountCents', m.amount_cents, 'allocations', m.allocations, 'by', m.actor_name, 'at', m.at)
        order by m.part_no)
      from bank_match m left join client c on c.client_id = m.client_id
      where m.line_id = l.id and m.decision_no = l.decision_no), '[]') as parts
  from bank_line l`;

export async function listLines(
  tx: Tx,
  query: { statementId: string; matchStatus: MatchStatus | null; limit: number; after: number },
): Promise<LineRow[]> {
  const ofStatus = query.matchStatus === null ? tx`` : tx`and l.match_status = ${query.matchStatus}`;
  return tx<LineRow[]>`
    ${selectLines(tx)} where l.statement_id = ${query.statementId} and l.line_no > ${query.after} ${ofStatus}
    order by l.line_no limit ${query.limit}`;
}

export async function findLine(tx: Tx, id: string): Promise<LineRow | null> {
  const [row] = await tx<LineRow[]>`${selectLines(tx)} where l.id = ${id}`;
  return row ?? null;
}
