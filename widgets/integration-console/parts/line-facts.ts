import { html, nothing, type TemplateResult } from 'lit';
import type { AskedInvoice, BankLineView } from '../../../server/features/bank/bank.contract.ts';
import { facts } from '../../kit/parts/layout.ts';
import type { BankWords } from '../integration-console.messages.ts';
import './asked-invoices.element.ts';
import { reasonOf } from './server-words.ts';

type Writing = {
  readonly t: BankWords;
  readonly money: (cents: number) => string;
  readonly day: (day: string) => string;
  readonly when: (instant: string) => string;
  readonly percent: (score: number) => string;
};

/** What the bank says of a line. */
export function lineFacts(line: BankLineView, { t, day }: Writing): TemplateResult {
  const { refs } = line;
  return html`<p>${line.narrative}</p>
    ${facts([
      [t.booked, day(line.bookedOn)],
      [t.valueDate, line.valueOn && line.valueOn !== line.bookedOn ? day(line.valueOn) : null],
      [t.payer, line.payerName],
      [t.payerAccount, line.payerAccountMasked],
      [t.crn, refs.crn],
      [t.bankRef, refs.bankRef],
      [t.endToEnd, refs.endToEnd],
      [t.instruction, refs.instruction],
      [t.typeCode, line.reversal ? `${line.typeCode ?? ''} ${t.reversal}`.trim() : line.typeCode],
      [t.occurrence, line.occurrenceNo > 1 ? t.occurrenceNo(line.occurrenceNo) : null],
    ])}`;
}

/** The decision that stands, in words, and what it books where. */
export function matchFacts(
  { match, matchStatus, asked }: BankLineView,
  writing: Writing,
): TemplateResult | typeof nothing {
  if (!match) return nothing;
  const { t, when, percent } = writing;
  const open = matchStatus === 'suggested' || matchStatus === 'unmatched';
  const title = matchStatus === 'suggested' ? t.suggestion : matchStatus === 'unmatched' ? t.whyNot : t.why;
  return html`<section class="match">
    <h3>${title}</h3>
    ${match.rule === 'none' ? nothing : html`<p class="note">${t[`rule_${match.rule}`]}</p>`}
    <p>${reasonOf(match)}</p>
    ${match.parts.map((part) => partOf(part, asked, writing))}
    <p class="note">${open ? nothing : t.decidedBy(match.by, when(match.at))}
      ${matchStatus === 'suggested' ? t.sure(percent(match.score)) : nothing}</p>
  </section>`;
}

type Part = NonNullable<BankLineView['match']>['parts'][number];

function partOf(
  part: Part,
  asked: readonly AskedInvoice[],
  { t, money }: Writing,
): TemplateResult | typeof nothing {
  const placed = part.allocations.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const rest = part.amountCents - placed;
  const entries: string[] = part.allocations.map(({ invoiceNumber, amountCents }) =>
    t.onInvoice(invoiceNumber, money(amountCents)),
  );
  if (part.target === 'vendor_payout') entries.push(t.onPayout(part.vendorRef ?? ''));
  else if (part.target === 'reversal') entries.push(t.onReversal);
  else if (part.target === 'basket' && entries.length === 0)
    entries.push(t.onBasket(money(part.amountCents)));
  else if (part.target !== 'none' && rest > 0) entries.push(t.onAccount(money(rest)));
  if (entries.length === 0) return nothing;
  return html`${part.clientName ? html`<p class="client">${part.clientName}</p>` : nothing}
    <ul>${entries.map((entry) => html`<li>${entry}</li>`)}</ul>
    ${askedOf(part, asked)}`;
}

/** A basket is one amount to the bank; its invoices are named by whoever asked to pay them. */
function askedOf(part: Part, asked: readonly AskedInvoice[]): TemplateResult | typeof nothing {
  const own = asked.filter(
    ({ clientId, paymentId }) => clientId === part.clientId && paymentId === part.paymentId,
  );
  return own.length === 0 ? nothing : html`<foyer-ui-asked-invoices .asked=${own}></foyer-ui-asked-invoices>`;
}
