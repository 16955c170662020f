import {
  allocationOf,
  type Facts,
  type LineToMatch,
  type Match,
  nothing,
  unmatched,
} from './bank-facts.model.ts';
import { moneyText } from './bank-words.model.ts';
import { FactIndex } from './fact-index.model.ts';
import { matchInvoiceNumber } from './match-invoice-number.model.ts';
import { matchPayer } from './match-payer.model.ts';
import { matchReference } from './match-reference.model.ts';
import { matchRemittance } from './match-remittance.model.ts';
import { ReversalIndex } from './match-reversal.model.ts';

/** An id that a payment vendor gives a payout: Stripe's own, and PayPal's beside its name. */
const payoutId = /\bpo_[A-Za-z0-9]{8,40}\b/;
const paypalId = /\bPAYPAL\b.*?\b([A-Z0-9]{17})\b/;

/**
 * What each line is, in the order: what it takes back, a reference of ours, a vendor's payout, an invoice's number, a
 * remittance, the payer's account with the amount, several invoices of the payer, and what only a person can confirm. The amount alone
 * decides nothing. What one line pays is not there any more for the next. One look-up in an index a rule and line. Each
 * match is told as it is found: first those of lines that name something, then the others.
 */
export function* matchLines(lines: readonly LineToMatch[], facts: Facts): Generator<Match, void, undefined> {
  const index = new FactIndex(facts);
  const reversals = new ReversalIndex(facts.booked, lines);
  const settled = (match: Match, line: LineToMatch): Match => {
    if (match.decision === 'matched') index.settle(match, line);
    return match;
  };
  const nameless: LineToMatch[] = [];
  for (const line of lines) {
    const match = matchOutgoing(line, reversals) ?? matchByName(line, index);
    if (match) yield settled(match, line);
    else nameless.push(line);
  }
  // Whose account it is may be learnt from a later line of the same file.
  for (const line of nameless)
    yield settled(
      matchRemittance(line, index) ?? matchPayer(line, index) ?? suggestByAmount(line, index),
      line,
    );
}

function matchOutgoing(line: LineToMatch, reversals: ReversalIndex): Match | null {
  if (line.amountCents > 0) return null;
  if (line.amountCents === 0) return unmatched(line, 'There is no money in this line.');
  // A payout that came back goes out under its own id.
  const payout = matchPayout(line);
  if (!line.reversal)
    return payout ?? unmatched(line, `${moneyText(-line.amountCents)} went out: it pays no invoice.`);
  return (
    reversals.find(line) ??
    payout ??
    unmatched(line, 'It takes something back, but the line that it takes back is not known.')
  );
}

const matchByName = (line: LineToMatch, index: FactIndex): Match | null =>
  matchReference(line, index) ?? matchPayout(line) ?? matchInvoiceNumber(line, index);

function matchPayout(line: LineToMatch): Match | null {
  const text = [line.refs.endToEnd, line.refs.instruction, line.narrative].join(' ');
  const vendorRef = payoutId.exec(text)?.[0] ?? paypalId.exec(text)?.[1] ?? null;
  if (vendorRef === null) return null;
  return {
    ...nothing(line),
    decision: 'matched',
    rule: 'vendor_payout',
    score: 1,
    explanation: `The payment vendor's payout ${vendorRef}: its payments are booked already.`,
    target: 'vendor_payout',
    vendorRef,
  };
}

/** Only a suggestion: an amount may be anybody's. */
function suggestByAmount(line: LineToMatch, index: FactIndex): Match {
  const client = index.clientNamedIn(line);
  const equal = index.openWithBalance(line.amountCents);
  const ofClient = client ? equal.filter(({ clientId }) => clientId === client.id) : [];
  const [best] = ofClient.length > 0 ? ofClient : equal;
  const isOnly = ofClient.length === 1 || (ofClient.length === 0 && equal.length === 1);
  if (!best || !isOnly) {
    const why = client
      ? `It names ${client.tradingName}, and no single open invoice owes ${moneyText(line.amountCents)}.`
      : 'No reference, invoice number or known account.';
    return unmatched(line, why);
  }
  const whose = client && ofClient.length > 0 ? `It names ${client.tradingName}` : 'Nothing says whose it is';
  return {
    ...nothing(line),
    decision: 'suggested',
    rule: 'amount',
    score: ofClient.length > 0 ? 0.6 : 0.3,
    explanation: `${whose}; only invoice ${best.number} owes exactly ${moneyText(line.amountCents)}.`,
    target: 'invoice',
    clientId: best.clientId,
    allocations: [allocationOf(best, line.amountCents)],
  };
}
