import {
  allocationOf,
  type KnownReference,
  type LineToMatch,
  type Match,
  nothing,
} from './bank-facts.model.ts';
import { moneyText } from './bank-words.model.ts';
import type { FactIndex } from './fact-index.model.ts';

const digits = /(?<![\d.$,])\d{6,20}(?![\d.,]\d|\d)/g;

/**
 * A reference that we gave out. In a field made for references it decides by itself; digits in the narrative may be
 * anything, so there the amount or the payer has to agree.
 */
export function matchReference(line: LineToMatch, index: FactIndex): Match | null {
  const { crn, endToEnd, instruction, bankRef } = line.refs;
  for (const field of [crn, endToEnd, instruction, bankRef]) {
    const known = field === null ? undefined : index.reference(field.replaceAll(' ', ''));
    if (known) return matchOf(line, index, known, true);
  }
  const text = [endToEnd, instruction, line.narrative].join(' ');
  for (const [number] of text.matchAll(digits)) {
    const known = index.reference(number);
    if (known) return matchOf(line, index, known, false);
  }
  return null;
}

function matchOf(line: LineToMatch, index: FactIndex, known: KnownReference, isField: boolean): Match {
  const asked = known.invoiceId === null ? known.askedCents : index.leftOf(known.invoiceId);
  const agrees = asked === line.amountCents || index.speaksFor(line, known.clientId);
  const whole: Match = {
    ...nothing(line),
    decision: isField || agrees ? 'matched' : 'suggested',
    rule: 'reference',
    score: asked === line.amountCents ? 1 : isField ? 0.95 : agrees ? 0.9 : 0.7,
    explanation: wordsOf(line, index, known, asked),
    target: known.invoiceId === null ? 'basket' : 'invoice',
    clientId: known.clientId,
    paymentId: known.paymentId,
  };
  if (known.invoiceId === null) return whole;
  const amountCents = Math.min(asked, line.amountCents);
  const invoice = { id: known.invoiceId, number: known.invoiceNumber };
  return { ...whole, allocations: amountCents > 0 ? [allocationOf(invoice, amountCents)] : [] };
}

function wordsOf(line: LineToMatch, index: FactIndex, known: KnownReference, askedCents: number): string {
  const client = index.client(known.clientId)?.tradingName ?? 'the client';
  const came = moneyText(line.amountCents);
  const asked = moneyText(askedCents);
  const whose =
    known.invoiceId === null
      ? `Reference ${known.reference} is a payment of ${client} for ${asked}${known.isWaiting ? '' : ', which is closed'}`
      : `Reference ${known.reference} is invoice ${known.invoiceNumber} of ${client}, which owes ${asked}`;
  if (line.amountCents === askedCents) return `${whose}; exactly that came.`;
  return line.amountCents < askedCents
    ? `${whose}; ${came} came, so a part stays open.`
    : `${whose}; ${came} came, and what is over stays as credit on account.`;
}
