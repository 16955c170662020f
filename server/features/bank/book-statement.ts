import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { bookTransfers, type Transfer } from '../payments/index.ts';
import { settleRemittances } from '../remittances/index.ts';
import {
  insertDecisions,
  type LineToBook,
  learnPayers,
  listLinesToBook,
  listReversalsToBook,
  lockLinesToBook,
  setStanding,
} from './decisions.repository.ts';
import { houseOf } from './house-of.ts';
import { advanceStatement, lockStatement } from './statements.repository.ts';
import { takeLineBack } from './take-line-back.ts';
import { railOf } from './transfer-rail.model.ts';

type BookDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;
type Work = { deps: BookDeps; scope: Scope; statementId: string };

const linesAtOnce = 500;

/** Books what matching was certain of: client by client, some hundred lines a transaction; then what the bank took back. */
export async function bookStatement({ deps, scope, statementId }: Work): Promise<void> {
  const house = houseOf(scope, null);
  const toBook = await deps.db.read(house, (tx) => listLinesToBook(tx, statementId));
  for (const [clientId, lineIds] of toBook) {
    const own = houseOf(scope, clientId);
    for (let from = 0; from < lineIds.length; from += linesAtOnce) {
      const some = lineIds.slice(from, from + linesAtOnce);
      await deps.db.write(own, (tx) => bookSome(tx, { deps, scope: own, lineIds: some }));
    }
  }
  const reversals = await deps.db.read(house, (tx) => listReversalsToBook(tx, statementId));
  for (const reversal of reversals)
    await deps.db.write(house, (tx) => takeLineBack({ tx, deps, scope: house, reversal }));
  await deps.db.write(house, async (tx) => {
    const statement = await lockStatement(tx, statementId);
    if (statement?.status !== 'matched') return;
    await advanceStatement(tx, statementId, { status: 'done', finishedAt: deps.clock.now() });
    await audit(tx, house, {
      action: 'bank_statement.done',
      subjectType: 'bank_statement',
      subjectId: statementId,
    });
  });
}

type Some = { deps: BookDeps; scope: Scope; lineIds: readonly string[] };

async function bookSome(tx: Tx, { deps, scope, lineIds }: Some): Promise<void> {
  const lines = await lockLinesToBook(tx, lineIds);
  if (lines.length === 0) return;
  const transfers = lines.map((line) => toTransfer(line, deps.ids.next()));
  const booked = await bookTransfers({ tx, scope, deps, transfers });
  const paymentOf = new Map(booked.map(({ id, paymentId }) => [id, paymentId]));
  await settleRemittances(
    tx,
    lines.flatMap(({ clientId, remittanceId, decisionId }) =>
      remittanceId === null ? [] : { clientId, remittanceId, transferId: decisionId },
    ),
  );
  await learnPayers(tx, lines);
  // Where the basket took no money the payment is another than was decided: that is a decision of its own.
  const moved = lines.filter(
    ({ decisionId, paymentId }) => (paymentOf.get(decisionId) ?? paymentId) !== paymentId,
  );
  await insertDecisions(
    tx,
    moved.map((line) => ({
      ...line,
      id: deps.ids.next(),
      partNo: 1,
      decisionNo: line.decisionNo + 1,
      decision: 'confirmed',
      explanation: `${line.explanation} That payment takes no more money, so it became one of its own.`,
      paymentId: paymentOf.get(line.decisionId) ?? null,
      vendorRef: null,
      reversesLineId: null,
      amountCents: line.lineCents,
    })),
    { id: scope.actor.id, name: scope.actor.name, at: deps.clock.now() },
  );
  const movedIds = new Set(moved.map(({ lineId }) => lineId));
  await setStanding(
    tx,
    lines.map(({ lineId, decisionNo, allocations }) => ({
      lineId,
      matchStatus: allocations.length > 1 ? 'split' : 'confirmed',
      decisionNo: movedIds.has(lineId) ? decisionNo + 1 : decisionNo,
    })),
  );
}

function toTransfer(line: LineToBook, newId: string): Transfer {
  const isBasket = line.target === 'basket';
  return {
    id: line.decisionId,
    paymentId: isBasket ? line.paymentId : null,
    newPaymentId: isBasket ? newId : line.paymentId,
    rail: railOf(line),
    amountCents: line.lineCents,
    receivedOn: line.bookedOn,
    lines: line.allocations,
  };
}
