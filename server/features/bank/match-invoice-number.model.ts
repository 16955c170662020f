import { allocationOf, type LineToMatch, type Match, nothing } from './bank-facts.model.ts';
import { moneyText, tokensOf } from './bank-words.model.ts';
import type { FactIndex, OwedInvoice } from './fact-index.model.ts';

const isNumber = (token: string): boolean => token.length >= 4 && /\d/.test(token);

/**
 * Invoices that the payer names in the narrative. A number that is digits alone, or that two clients share, counts when
 * the amount or the payer agrees.
 */
export function matchInvoiceNumber(line: LineToMatch, index: FactIndex): Match | null {
  const text = [line.narrative, line.refs.endToEnd, line.refs.instruction].join(' ');
  const tokens = new Set(tokensOf(text).filter(isNumber));
  const named = [...tokens].flatMap((token) => index.numbered(token) ?? []);
  if (named.length === 0) return null;
  // Who pays says more than what is paid: it tells numbers apart that many clients have.
  const payer = index.payerOf(line.payerAccount) ?? index.clientNamedIn(line);
  const ofPayer =
    payer === null ? [] : named.flatMap((byClient) => byClient.get(payer.id) ?? []).filter(index.isOpen);
  const byClient =
    payer !== null && ofPayer.length > 0 ? new Map([[payer.id, ofPayer]]) : openByClient(named, index);
  const candidates = [...byClient].map(([clientId, invoices]) => ({ clientId, invoices }));
  const sumOf = (invoices: readonly OwedInvoice[]) =>
    invoices.reduce((sum, { leftCents }) => sum + leftCents, 0);
  const agreeing = candidates.filter(
    ({ invoices }) => ofPayer.length > 0 || sumOf(invoices) === line.amountCents,
  );
  const [best] = agreeing.length > 0 ? agreeing : candidates;
  if (!best) return null;
  const { invoices, clientId } = best;
  const owed = sumOf(invoices);
  const isTold = invoices.every(({ number }) => /[A-Za-z]/.test(number)) && byClient.size === 1;
  const isOne = agreeing.length === 1 || (agreeing.length === 0 && isTold);
  // A part of several invoices could be meant for any of them.
  const isClear = owed === line.amountCents || (invoices.length === 1 && line.amountCents < owed);
  const sure = isOne && isClear;
  return {
    ...nothing(line),
    decision: sure ? 'matched' : 'suggested',
    rule: 'invoice_number',
    score: owed === line.amountCents ? (isOne ? 0.97 : 0.7) : sure ? 0.9 : 0.6,
    explanation: wordsOf(line, index, best, { owed, clients: byClient.size }),
    target: 'invoice',
    clientId,
    allocations: spread(invoices, line.amountCents),
  };
}

function openByClient(
  named: readonly ReadonlyMap<string, readonly OwedInvoice[]>[],
  index: FactIndex,
): Map<string, OwedInvoice[]> {
  const open = new Map<string, OwedInvoice[]>();
  for (const [clientId, invoices] of named.flatMap((byClient) => [...byClient])) {
    const left = invoices.filter(index.isOpen);
    if (left.length > 0) open.set(clientId, [...(open.get(clientId) ?? []), ...left]);
  }
  return open;
}

function spread(invoices: readonly OwedInvoice[], cents: number) {
  let left = cents;
  return invoices.flatMap((invoice) => {
    const amountCents = Math.min(left, invoice.leftCents);
    left -= amountCents;
    return amountCents > 0 ? [allocationOf(invoice, amountCents)] : [];
  });
}

function wordsOf(
  line: LineToMatch,
  index: FactIndex,
  { clientId, invoices }: { clientId: string; invoices: readonly OwedInvoice[] },
  { owed, clients }: { owed: number; clients: number },
): string {
  const client = index.client(clientId)?.tradingName ?? 'the client';
  const numbers = invoices.map(({ number }) => number).join(', ');
  const others = clients > 1 ? ` ${clients} clients have an invoice of that number.` : '';
  const sum =
    owed === line.amountCents
      ? `exactly ${moneyText(owed)} came`
      : `${moneyText(owed)} is owed and ${moneyText(line.amountCents)} came`;
  return `It names invoice ${numbers} of ${client}; ${sum}.${others}`;
}
