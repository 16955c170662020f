import { allocationOf, type LineToMatch, type Match, nothing } from './bank-facts.model.ts';
import { moneyText } from './bank-words.model.ts';
import type { FactIndex } from './fact-index.model.ts';

/** The payer's account is one that a client has paid from before. */
export function matchPayer(line: LineToMatch, index: FactIndex): Match | null {
  const client = index.payerOf(line.payerAccount);
  if (!client) return null;
  const who = `The account is one that ${client.tradingName} has paid from`;
  const amount = moneyText(line.amountCents);
  const base: Match = { ...nothing(line), decision: 'matched', rule: 'payer_amount', clientId: client.id };

  const baskets = index.waitingBaskets(client.id, line.amountCents);
  const [basket] = baskets;
  if (basket && basket.paymentId !== null) {
    const isOnly = baskets.length === 1;
    return {
      ...base,
      decision: isOnly ? 'matched' : 'suggested',
      score: isOnly ? 0.9 : 0.5,
      explanation: `${who}, and ${isOnly ? 'one payment' : `${baskets.length} payments`} of ${amount} by transfer ${isOnly ? 'waits' : 'wait'}: reference ${basket.reference}.`,
      target: 'basket',
      paymentId: basket.paymentId,
    };
  }
  const equal = index.openOf(client.id, line.amountCents);
  const [invoice] = equal;
  if (invoice) {
    const isOnly = equal.length === 1;
    return {
      ...base,
      decision: isOnly ? 'matched' : 'suggested',
      score: isOnly ? 0.85 : 0.5,
      explanation: isOnly
        ? `${who}, and of its invoices only ${invoice.number} owes exactly ${amount}.`
        : `${who}, and ${equal.length} of its invoices owe exactly ${amount}: ${invoice.number} is the first.`,
      target: 'invoice',
      allocations: [allocationOf(invoice, line.amountCents)],
    };
  }
  const subset = index.subsets(client.id, line.amountCents);
  if (!subset) return null;
  const { invoices, isOnly } = subset;
  return {
    ...base,
    decision: isOnly ? 'matched' : 'suggested',
    rule: 'payer_subset',
    score: isOnly ? 0.8 : 0.5,
    explanation: `${who}, and ${isOnly ? 'only' : 'among others'} its invoices ${invoices.map(({ number }) => number).join(', ')} come to ${amount} together.`,
    target: 'invoice',
    allocations: invoices.map((one) => allocationOf(one, one.leftCents)),
  };
}
