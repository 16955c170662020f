import { enterScope } from '../../db/db.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { BankCandidates } from './bank.contract.ts';
import type { Client } from './bank-facts.model.ts';
import { moneyText } from './bank-words.model.ts';
import { type CandidateRow, listCandidates } from './candidates.repository.ts';
import { ClientNames } from './client-names.model.ts';
import { houseOf } from './house-of.ts';
import { findLine, type LineRow } from './lines.repository.ts';
import { listClients, listPayers } from './matching.repository.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock'>;
  input: { id: string; query?: string | undefined };
};

const shown = 50;
const ofOneClient = 20;

/** What a line may be: equal amounts everywhere, and what is open of the client that it speaks of or that is asked for. */
export async function findCandidates({ ctx, deps, input }: Args): Promise<BankCandidates> {
  const scope = houseOf(ctx.scope, null);
  const text = input.query ?? null;
  return deps.db.read(scope, async (tx) => {
    const line = await findLine(tx, input.id);
    if (!line) throw notFound();
    const clients = await listClients(tx);
    const payers = await listPayers(tx, line.payerAccount);
    const named = namedIn(line, clients);
    const items: BankCandidates['items'] = [];
    for (const client of clients) {
      const isAsked = text !== null && isCalled(client, text);
      const isPayer = payers.includes(client.id);
      const everything = isAsked || (text === null && (isPayer || named?.id === client.id));
      const query = {
        amountCents: line.amountCents,
        text: isAsked ? null : text,
        everything,
        limit: ofOneClient,
      };
      const [, rows] = await Promise.all([
        enterScope(tx, houseOf(ctx.scope, client.id)),
        listCandidates(tx, client.id, query),
      ]);
      for (const row of rows)
        items.push(toItem(row, client, line, { isPayer, isNamed: named?.id === client.id }));
    }
    items.sort((a, b) => b.score - a.score);
    return { items: items.slice(0, shown), asOf: deps.clock.now().toISOString() };
  });
}

function namedIn(line: LineRow, clients: readonly Client[]): Client | null {
  const names = new ClientNames();
  for (const client of clients) names.add(client);
  return names.find(line.payerName ?? '') ?? names.find(line.narrative);
}

const isCalled = ({ legalName, tradingName }: Client, text: string): boolean =>
  [legalName, tradingName].some((name) => name.toLowerCase().includes(text.toLowerCase()));

function toItem(
  row: CandidateRow,
  client: Client,
  line: LineRow,
  known: { isPayer: boolean; isNamed: boolean },
): BankCandidates['items'][number] {
  const isEqual = row.balanceCents === line.amountCents;
  const reasons = [
    known.isPayer ? `${client.tradingName} has paid from this account` : null,
    known.isNamed ? `the line names ${client.tradingName}` : null,
    isEqual ? `exactly ${moneyText(row.balanceCents)} is open` : null,
  ].filter((reason) => reason !== null);
  return {
    ...row,
    clientId: client.id,
    clientName: client.tradingName,
    score: Math.min(0.9, (isEqual ? 0.4 : 0.1) + (known.isPayer ? 0.4 : 0) + (known.isNamed ? 0.2 : 0)),
    explanation: reasons.length > 0 ? sentence(reasons.join(', and ')) : 'Nothing in the line names it.',
  };
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
