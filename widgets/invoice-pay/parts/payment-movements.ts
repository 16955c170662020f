import { html, nothing, type TemplateResult } from 'lit';
import type {
  PaymentMovement,
  PaymentTimeline,
} from '../../../server/features/payments/payment-timeline.contract.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatMoney } from '../../kit/money.ts';
import { type TimelineEntry, timeline } from '../../kit/parts/layout.ts';
import { historyEntry } from './history-entry.ts';
import type { PayWords } from './pay.messages.ts';
import { clockTime, readerZone } from './times.ts';

type Document = NonNullable<PaymentMovement['document']>;

type Reader = {
  readonly t: PayWords;
  readonly language: Locale;
  /** The kit's words for how fresh an answer is. */
  readonly asOf: (when: string) => string;
  readonly openInvoice: (invoiceId: string) => void;
  readonly openDocument: (document: Document) => void;
};

/** Every dollar of a payment from the first to the last movement, and what it comes to: the server's sums, never ours. */
export function paymentMovements(payment: PaymentTimeline, reader: Reader): TemplateResult {
  const { items } = payment;
  const hasMoved = items.some(({ kind }) => kind !== 'initiated');
  return html`${timeline(items.map((item) => entry(item, hasMoved, reader)))}${totals(payment, reader)}`;
}

function entry(item: PaymentMovement, hasMoved: boolean, reader: Reader): TimelineEntry {
  const { kind, at, amountCents, by } = item;
  const { t, language } = reader;
  return historyEntry(
    {
      what: what(item, reader),
      at,
      amountCents,
      notes: [documentOf(item, reader), by && t.by(by)],
      tone: kind === 'initiated' && !hasMoved ? 'caution' : tones[kind],
    },
    language,
    readerZone(),
  );
}

function what({ kind, invoiceId, invoiceNumber }: PaymentMovement, { t, openInvoice }: Reader): unknown {
  switch (kind) {
    case 'allocated':
    case 'reversed':
    case 'credit_used':
    case 'credit_returned': {
      if (invoiceId === null || invoiceNumber === null) return t[`movement_${kind}`]('');
      return withLink(t[`movement_${kind}`](invoiceNumber), invoiceNumber, () => openInvoice(invoiceId));
    }
    default:
      return t[`movement_${kind}`];
  }
}

/** A receipt stands with the money that it is for: what the money went on has its invoice. */
function documentOf({ kind, document }: PaymentMovement, { t, openDocument }: Reader): unknown {
  if (!document || kind === 'allocated' || kind === 'reversed' || kind === 'surcharge') return null;
  const name = document.kind === 'receipt' ? t.receipt(document.number) : t.creditNote(document.number);
  return html`<button type="button" class="link" @click=${() => openDocument(document)}>${name}</button>`;
}

/** A sentence of any language, with one word of it to be followed. */
function withLink(sentence: string, word: string, go: () => void): TemplateResult {
  const [before, after] = sentence.split(word);
  return html`${before}<button type="button" class="link" @click=${go}>${word}</button>${after}`;
}

function totals(payment: PaymentTimeline, { t, language, asOf }: Reader): TemplateResult {
  const { heldCents, allocatedCents, unallocatedCents, hiddenCents, items } = payment;
  const isCredit = ({ kind }: PaymentMovement) => kind === 'credit_used' || kind === 'credit_returned';
  const hasMoney =
    heldCents !== 0 ||
    allocatedCents !== 0 ||
    items.some((item) => item.kind !== 'initiated' && !isCredit(item));
  const money = (cents: number) => formatMoney(cents, language);
  const row = (label: string, cents: number, classes: string | typeof nothing = nothing) =>
    html`<tr class=${classes}><th scope="row">${label}</th><td class="number">${money(cents)}</td></tr>`;
  const note = (text: string) => html`<p class="hint">${text}</p>`;
  const fresh = note(asOf(clockTime(payment.asOf, language)));
  if (!hasMoney) return html`${note(t.movementsEmpty)}${fresh}`;
  return html`<table class="sums"><tbody>
      ${row(t.totalHeld, heldCents)} ${row(t.totalAllocated, allocatedCents)}
      ${row(t.totalLeft, unallocatedCents, 'strong')}
    </tbody></table>
    ${hiddenCents > 0 ? note(t.hiddenPart(money(hiddenCents))) : nothing}
    ${items.some(isCredit) ? note(t.creditsApart) : nothing}
    ${fresh}`;
}

const tones: Partial<Record<PaymentMovement['kind'], TimelineEntry['tone']>> = {
  capture: 'positive',
  correction: 'caution',
  refund: 'caution',
  chargeback: 'critical',
  chargeback_reversed: 'positive',
  dishonour: 'critical',
  reversed: 'critical',
};
