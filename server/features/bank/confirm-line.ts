import { audit } from '../../db/audit.ts';
import { enterScope, type Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { bookTransfers, type Transfer } from '../payments/index.ts';
import { settleRemittances } from '../remittances/index.ts';
import type { ConfirmRequest } from './bank.contract.ts';
import { allocationsMiss, amountAboveBalance, invoiceNotPayable, lineDecided } from './bank.errors.ts';
import { clientExists, findOpenBasket, listNamedInvoices } from './candidates.repository.ts';
import { isUndecided, lockOpenLine } from './decide-line.ts';
import {
  type DecisionPart,
  insertDecisions,
  learnPayers,
  listStandingParts,
  type StandingLine,
  setStanding,
} from './decisions.repository.ts';
import { houseOf } from './house-of.ts';
import { railOf } from './transfer-rail.model.ts';

type ConfirmDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;
type Args = { ctx: Ctx; deps: ConfirmDeps; input: { id: string } & ConfirmRequest };
type Wanted = ConfirmRequest['allocations'][number] & { place: number };

/** A person says whose money it is: one or several invoices, of one or several clients, or a waiting payment. Booked at once. */
export async function confirmLine({ ctx, deps, input }: Args): Promise<void> {
  const scope = houseOf(ctx.scope, null);
  await deps.db.write(scope, async (tx) => {
    const line = await lockOpenLine(tx, input.id);
    if (!isUndecided(line) || line.amountCents <= 0) throw lineDecided();
    const sum = input.allocations.reduce((total, { amountCents }) => total + amountCents, 0);
    if (sum !== line.amountCents) throw allocationsMiss();
    const wanted = input.allocations.map((one, place) => ({ ...one, place }));
    const suggested = await listStandingParts(tx, line.id, line.decisionNo);
    const clients = [...new Set(wanted.map(({ clientId }) => clientId))].sort();
    const parts: DecisionPart[] = [];
    for (const clientId of clients) {
      const own = houseOf(ctx.scope, clientId);
      await enterScope(tx, own);
      const ofClient = wanted.filter((one) => one.clientId === clientId);
      const { remittanceId = null } = suggested.find((part) => part.clientId === clientId) ?? {};
      const planned = await plan(tx, {
        line,
        clientId,
        wanted: ofClient,
        remittanceId,
        deps,
        from: parts.length,
      });
      await book(tx, own, deps, line, planned);
      parts.push(...planned);
    }
    await enterScope(tx, scope);
    await insertDecisions(tx, parts, { id: scope.actor.id, name: scope.actor.name, at: deps.clock.now() });
    const matchStatus = wanted.length > 1 ? 'split' : 'confirmed';
    await setStanding(tx, [{ lineId: line.id, matchStatus, decisionNo: line.decisionNo + 1 }]);
    const [only] = clients;
    if (clients.length === 1 && only)
      await learnPayers(tx, [{ payerAccount: line.payerAccount, clientId: only }]);
    await audit(tx, scope, {
      action: 'bank_line.confirmed',
      subjectType: 'bank_line',
      subjectId: line.id,
      detail: { clients, parts: wanted.length, amountCents: line.amountCents },
    });
  });
}

type Plan = {
  line: StandingLine;
  clientId: string;
  wanted: Wanted[];
  /** What this client announced and the line was suggested for. */
  remittanceId: string | null;
  deps: ConfirmDeps;
  from: number;
};

/** One part for each waiting payment, and one for everything else of the client. */
async function plan(
  tx: Tx,
  { line, clientId, wanted, remittanceId, deps, from }: Plan,
): Promise<DecisionPart[]> {
  const baskets = wanted.filter(({ paymentId }) => paymentId !== null);
  for (const { paymentId } of baskets)
    if (!(await findOpenBasket(tx, clientId, paymentId ?? ''))) throw notFound();
  const named = wanted.filter(({ paymentId }) => paymentId === null);
  const part = (
    partNo: number,
    more: Pick<DecisionPart, 'target' | 'paymentId' | 'amountCents' | 'allocations'>,
  ) => ({
    id: deps.ids.next(),
    lineId: line.id,
    decisionNo: line.decisionNo + 1,
    partNo: from + partNo,
    decision: 'confirmed' as const,
    rule: 'person' as const,
    score: 1,
    explanation: 'A person said whose money it is.',
    clientId,
    vendorRef: null,
    reversesLineId: null,
    remittanceId,
    ...more,
  });
  const parts = baskets.map(({ paymentId, amountCents }, at) =>
    part(at + 1, { target: 'basket', paymentId, amountCents, allocations: [] }),
  );
  if (named.length === 0) return parts;
  const allocations = await checked(tx, clientId, named);
  const amountCents = named.reduce((sum, one) => sum + one.amountCents, 0);
  return [
    ...parts,
    part(parts.length + 1, { target: 'invoice', paymentId: deps.ids.next(), amountCents, allocations }),
  ];
}

/** Each invoice is there, takes money and owes at least as much. */
async function checked(tx: Tx, clientId: string, wanted: readonly Wanted[]) {
  const ids = wanted.flatMap(({ invoiceId }) => invoiceId ?? []);
  const invoices = new Map((await listNamedInvoices(tx, clientId, ids)).map((row) => [row.id, row]));
  const left = new Map([...invoices].map(([id, { balanceCents }]) => [id, balanceCents]));
  // Money without an invoice is credit on account: the client has to be there all the same.
  if (!(await clientExists(tx, clientId))) throw notFound();
  return wanted.flatMap(({ invoiceId, amountCents, place }) => {
    if (invoiceId === null) return [];
    const invoice = invoices.get(invoiceId);
    if (!invoice) throw notFound();
    const room = left.get(invoiceId) ?? 0;
    if (room <= 0) throw invoiceNotPayable(place);
    if (amountCents > room) throw amountAboveBalance(place);
    left.set(invoiceId, room - amountCents);
    return [{ invoiceId, invoiceNumber: invoice.number, amountCents }];
  });
}

async function book(
  tx: Tx,
  scope: Scope,
  deps: ConfirmDeps,
  line: StandingLine,
  parts: readonly DecisionPart[],
): Promise<void> {
  const transfers = parts.map((part): Transfer => {
    const isBasket = part.target === 'basket';
    return {
      id: part.id,
      paymentId: isBasket ? part.paymentId : null,
      newPaymentId: isBasket ? deps.ids.next() : (part.paymentId ?? deps.ids.next()),
      rail: railOf(line),
      amountCents: part.amountCents,
      receivedOn: line.bookedOn,
      lines: part.allocations,
    };
  });
  await bookTransfers({ tx, scope, deps, transfers });
  await settleRemittances(
    tx,
    parts.flatMap(({ id, clientId, remittanceId }) =>
      clientId === null || remittanceId === null ? [] : { clientId, remittanceId, transferId: id },
    ),
  );
}
