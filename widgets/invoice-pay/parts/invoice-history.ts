import { html, type TemplateResult } from 'lit';
import type { Invoice, InvoiceEvent } from '../../../server/features/invoices/invoices.contract.ts';
import type { Locale } from '../../kit/locale.ts';
import { type TimelineEntry, timeline } from '../../kit/parts/layout.ts';
import type { DetailWords } from './detail.messages.ts';
import { historyEntry } from './history-entry.ts';

/** What happened to each dollar of an invoice, newest first. */
export function invoiceHistory(
  invoice: Invoice,
  t: DetailWords,
  locale: Locale,
  timeZone: string,
): TemplateResult {
  const entries = [...invoice.history].sort((a, b) => b.at.localeCompare(a.at));
  const settled = new Set(
    entries.filter((event) => event.kind !== 'payment_initiated').map((event) => event.paymentId),
  );
  return html`${timeline(entries.map((event) => entry(event, settled, t, locale, timeZone)))}`;
}

function entry(
  event: InvoiceEvent,
  settled: ReadonlySet<string | null>,
  t: DetailWords,
  locale: Locale,
  timeZone: string,
): TimelineEntry {
  return historyEntry(
    {
      what: t[`event_${event.kind}`],
      at: event.at,
      amountCents: event.amountCents,
      notes: [
        event.kind === 'issued' ? null : event.reference,
        event.rail && railName(event.rail, t),
        event.by && t.by(event.by),
      ],
      tone:
        settled.has(event.paymentId) && event.kind === 'payment_initiated' ? undefined : tones[event.kind],
    },
    locale,
    timeZone,
  );
}

const tones: Partial<Record<InvoiceEvent['kind'], TimelineEntry['tone']>> = {
  payment_allocated: 'positive',
  credit_allocated: 'positive',
  payment_initiated: 'caution',
  payment_reversed: 'critical',
  payment_failed: 'critical',
};

/** Older payments of the core system may have a rail that we do not take: it stands as it was told. */
function railName(rail: string, t: DetailWords): string {
  const names: Record<string, string> = {
    card: t.rail_card,
    eft: t.rail_eft,
    bpay: t.rail_bpay,
    cheque: t.rail_cheque,
    direct_debit: t.rail_direct_debit,
    becs: t.rail_becs,
    payto: t.rail_payto,
    paypal: t.rail_paypal,
    credit: t.rail_credit,
  };
  return names[rail] ?? rail;
}
