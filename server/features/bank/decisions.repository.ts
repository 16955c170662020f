import type postgres from 'postgres';
import type { Tx } from '../../db/db.ts';
import { type Columns, selectFromRows } from '../../db/many-rows.ts';
import type { MatchStatus } from './bank.contract.ts';
import type { Allocation, Match, Rule } from './bank-facts.model.ts';

/** One part of a decision about a line, as it is kept. */
export type DecisionPart = Pick<
  Match,
  | 'lineId'
  | 'score'
  | 'explanation'
  | 'target'
  | 'clientId'
  | 'paymentId'
  | 'vendorRef'
  | 'reversesLineId'
  | 'remittanceId'
> & {
  id: string;
  decisionNo: number;
  partNo: number;
  decision: 'matched' | 'suggested' | 'unmatched' | 'confirmed' | 'rejected' | 'reversed' | 'excluded';
  rule: Rule | 'person';
  allocations: readonly Allocation[];
  amountCents: number;
};
export type Decider = { id: string; name: string; at: Date };

const partColumns: Columns<DecisionPart> = {
  id: ['uuid', ({ id }) => id],
  line_id: ['uuid', ({ lineId }) => lineId],
  decision_no: ['integer', ({ decisionNo }) => decisionNo],
  part_no: ['integer', ({ partNo }) => partNo],
  decision: ['text', ({ decision }) => decision],
  rule: ['text', ({ rule }) => rule],
  score: ['numeric', ({ score }) => score],
  explanation: ['text', ({ explanation }) => explanation],
  target: ['text', ({ target }) => target],
  client_id: ['uuid', ({ clientId }) => clientId],
  payment_id: ['uuid', ({ paymentId }) => paymentId],
  allocations: ['jsonb', ({ allocations }) => allocations],
  vendor_ref: ['text', ({ vendorRef }) => vendorRef],
  reverses_line_id: ['uuid', ({ reversesLineId }) => reversesLineId],
  remittance_id: ['uuid', ({ remittanceId }) => remittanceId],
  amount_cents: ['bigint', ({ amountCents }) => amountCents],
};

const insertParts = (tx: Tx, given: postgres.Fragment, by: Decider) => tx`
  insert into bank_match (id, line_id, decision_no, part_no, decision, rule, score, explanation, target, client_id, payment_id,
    allocations, vendor_ref, reverses_line_id, remittance_id, amount_cents, actor, actor_name, at)
  select given.id, given.line_id, given.decision_no, given.part_no, given.decision, given.rule, given.score, given.explanation,
    given.target, given.client_id, given.payment_id, given.allocations, given.vendor_ref, given.reverses_line_id,
    given.remittance_id, given.amount_cents, ${by.id}, ${by.name}, ${by.at}::timestamptz from ${given}`;

export async function insertDecisions(tx: Tx, parts: readonly DecisionPart[], by: Decider): Promise<void> {
  await selectFromRows(tx, partColumns, parts, (given) => insertParts(tx, given, by));
}

type Standing = { lineId: string; matchStatus: MatchStatus; decisionNo: number };

const standingColumns: Columns<Standing> = {
  line_id: ['uuid', ({ lineId }) => lineId],
  match_status: ['text', ({ matchStatus }) => matchStatus],
  decision_no: ['integer', ({ decisionNo }) => decisionNo],
};

const updateStanding = (tx: Tx, given: postgres.Fragment) => tx`
  update bank_line l set match_status = given.match_status, decision_no = given.decision_no
  from ${given} where l.id = given.line_id`;

export async function setStanding(tx: Tx, lines: readonly Standing[]): Promise<void> {
  await selectFromRows(tx, standingColumns, lines, (given) => updateStanding(tx, given));
}

/** A decision of one part, and what its line is by it. */
export type LineDecision = DecisionPart & Standing;

/** The rows are sent once for both. */
export async function decideLines(tx: Tx, decisions: readonly LineDecision[], by: Decider): Promise<void> {
  await selectFromRows(tx, { ...partColumns, ...standingColumns }, decisions, async (given) => {
    await insertParts(tx, given, by);
    await updateStanding(tx, given);
  });
}

export type LineToBook = {
  lineId: string;
  decisionNo: number;
  bookedOn: string;
  narrative: string;
  crn: string | null;
  payerAccount: string | null;
  lineCents: number;
  decisionId: string;
  rule: Rule;
  score: number;
  explanation: string;
  target: 'basket' | 'invoice';
  clientId: string;
  paymentId: string;
  allocations: Allocation[];
  remittanceId: string | null;
};

/** What is to be booked, by client, in the order of the file. */
export async function listLinesToBook(tx: Tx, statementId: string): Promise<Map<string, string[]>> {
  const rows = await tx<{ clientId: string; lineIds: string[] }[]>`
    select m.client_id as "clientId", array_agg(l.id order by l.line_no) as "lineIds"
    from bank_line l join bank_match m on m.line_id = l.id and m.decision_no = l.decision_no
    where l.statement_id = ${statementId} and l.match_status = 'auto_matched' and m.target in ('basket', 'invoice')
    group by m.client_id order by m.client_id`;
  return new Map(rows.map(({ clientId, lineIds }) => [clientId, lineIds]));
}

/** Those of these lines that are still to be booked, locked. */
export async function lockLinesToBook(tx: Tx, lineIds: readonly string[]): Promise<LineToBook[]> {
  return tx<LineToBook[]>`
    select l.id as "lineId", l.decision_no as "decisionNo", l.booked_on as "bookedOn", l.narrative, l.crn,
      l.payer_account as "payerAccount", l.amount_cents as "lineCents", m.id as "decisionId", m.rule, m.score::float8 as score,
      m.explanation, m.target, m.client_id as "clientId", m.payment_id as "paymentId", m.allocations,
      m.remittance_id as "remittanceId"
    from bank_line l join bank_match m on m.line_id = l.id and m.decision_no = l.decision_no
    where l.id = any(${lineIds}::uuid[]) and l.match_status = 'auto_matched' and m.target in ('basket', 'invoice')
    order by l.line_no for update of l`;
}

export type ReversalToBook = {
  lineId: string;
  bookedOn: string;
  reversesLineId: string;
  amountCents: number;
};

export async function listReversalsToBook(tx: Tx, statementId: string): Promise<ReversalToBook[]> {
  return tx<ReversalToBook[]>`
    select l.id as "lineId", l.booked_on as "bookedOn", m.reverses_line_id as "reversesLineId", l.amount_cents as "amountCents"
    from bank_line l join bank_match m on m.line_id = l.id and m.decision_no = l.decision_no
    where l.statement_id = ${statementId} and l.match_status = 'auto_matched' and m.target = 'reversal' order by l.line_no`;
}

export type StandingLine = {
  id: string;
  accountId: string;
  statementId: string;
  bookedOn: string;
  amountCents: number;
  crn: string | null;
  narrative: string;
  payerAccount: string | null;
  matchStatus: MatchStatus;
  decisionNo: number;
};

export async function lockLine(tx: Tx, id: string): Promise<StandingLine | null> {
  const [row] = await tx<StandingLine[]>`
    select id, account_id as "accountId", statement_id as "statementId", booked_on as "bookedOn", amount_cents as "amountCents",
      crn, narrative, payer_account as "payerAccount", match_status as "matchStatus", decision_no as "decisionNo"
    from bank_line where id = ${id} for update`;
  return row ?? null;
}

export type StandingPart = {
  id: string;
  decision: DecisionPart['decision'];
  target: DecisionPart['target'];
  clientId: string | null;
  paymentId: string | null;
  remittanceId: string | null;
  amountCents: number;
};

export async function listStandingParts(tx: Tx, lineId: string, decisionNo: number): Promise<StandingPart[]> {
  return tx<StandingPart[]>`
    select id, decision, target, client_id as "clientId", payment_id as "paymentId",
      remittance_id as "remittanceId", amount_cents as "amountCents"
    from bank_match where line_id = ${lineId} and decision_no = ${decisionNo} order by part_no`;
}

export async function learnPayers(
  tx: Tx,
  payers: readonly { payerAccount: string | null; clientId: string }[],
): Promise<void> {
  const known = payers.filter(({ payerAccount }) => payerAccount !== null);
  if (known.length === 0) return;
  await tx`
    insert into bank_payer (payer_account, client_id)
    select distinct p."payerAccount", p."clientId" from json_to_recordset(${JSON.stringify(known)}::text::json) as p ("payerAccount" text, "clientId" uuid)
    on conflict do nothing`;
}
