import {
  type Allocation,
  allocationOf,
  type LineToMatch,
  type Match,
  nothing,
  type RemittanceFact,
} from './bank-facts.model.ts';
import { moneyText } from './bank-words.model.ts';
import type { FactIndex } from './fact-index.model.ts';

/**
 * What a payer told us beforehand. Anybody can write any reference into a remittance, so it decides by itself only when
 * the payer of the line is known to be who sent it, and when every invoice in it can take what it says.
 */
export function matchRemittance(line: LineToMatch, index: FactIndex): Match | null {
  if (!index.hasRemittances) return null;
  const byReference = index.remittancesNamedIn(line);
  const ofPayer = byReference.filter(({ clientId }) => index.speaksFor(line, clientId));
  if (ofPayer.length > 0) return matchOf(line, index, ofPayer, { isNamed: true, isPayer: true });
  const payer = index.payerOf(line.payerAccount) ?? index.clientNamedIn(line);
  // Whoever is known to pay, others have no say in it.
  if (payer === null)
    return byReference.length > 0
      ? matchOf(line, index, byReference, { isNamed: true, isPayer: false })
      : null;
  const isAccount = index.payerOf(line.payerAccount) !== null;
  const equal = isAccount ? index.remittancesOf(payer.id, line) : [];
  return equal.length > 0 ? matchOf(line, index, equal, { isNamed: false, isPayer: true }) : null;
}

function matchOf(
  line: LineToMatch,
  index: FactIndex,
  candidates: readonly RemittanceFact[],
  known: { isNamed: boolean; isPayer: boolean },
): Match | null {
  const [remittance] = candidates;
  if (!remittance) return null;
  const allocations = allocationsOf(remittance, index);
  if (allocations.length === 0) return null;
  const isWhole =
    allocations.reduce((sum, { amountCents }) => sum + amountCents, 0) === remittance.totalCents;
  const isSure = known.isPayer && isWhole && candidates.length === 1;
  const client = index.client(remittance.clientId)?.tradingName ?? 'the client';
  const numbers = allocations.map(({ invoiceNumber }) => invoiceNumber).join(', ');
  const says = `${client} said that ${moneyText(remittance.totalCents)} under ${remittance.reference} is for ${numbers}`;
  const why = [
    known.isNamed ? 'the line carries that reference' : 'it pays from this account',
    known.isPayer ? null : 'but nothing else says that the line is theirs',
    isWhole ? null : 'but not every invoice in it can take its part',
    candidates.length === 1 ? null : `but ${candidates.length} such remittances are there`,
  ];
  return {
    ...nothing(line),
    decision: isSure ? 'matched' : 'suggested',
    rule: 'remittance',
    score: isSure ? (known.isNamed ? 0.95 : 0.9) : 0.6,
    explanation: `${says}; ${why.filter((reason) => reason !== null).join(', ')}.`,
    target: 'invoice',
    clientId: remittance.clientId,
    allocations,
    remittanceId: remittance.id,
  };
}

function allocationsOf({ clientId, lines }: RemittanceFact, index: FactIndex): Allocation[] {
  const cents = new Map<string, Allocation>();
  for (const { invoiceNumber, amountCents } of lines) {
    const invoice = index.invoiceOf(clientId, invoiceNumber);
    if (!invoice) continue;
    const before = cents.get(invoice.id)?.amountCents ?? 0;
    const taken = Math.min(amountCents, invoice.leftCents - before);
    if (taken > 0) cents.set(invoice.id, allocationOf(invoice, before + taken));
  }
  return [...cents.values()];
}
