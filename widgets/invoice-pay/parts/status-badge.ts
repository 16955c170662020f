import { html, type TemplateResult } from 'lit';
import type { InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import '../../kit/parts/badge.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';
import type { ListWords } from '../invoice-pay.messages.ts';
import { payableCents } from '../model/invoice-list.ts';

/** The one word for an invoice, the same wherever it stands. Overdue and under way are derived, so they are said first. */
export function statusBadge(invoice: InvoiceSummary, t: ListWords): TemplateResult {
  const [tone, label] = statusOf(invoice, t);
  return html`<foyer-ui-badge tone=${tone} label=${label}></foyer-ui-badge>`;
}

function statusOf(invoice: InvoiceSummary, t: ListWords): readonly [BadgeTone, string] {
  if (invoice.balanceCents > 0 && payableCents(invoice) === 0 && invoice.pendingCents > 0) {
    return ['info', t.status_under_way];
  }
  if (invoice.overdue) return ['critical', t.status_overdue];
  switch (invoice.status) {
    case 'paid':
      return ['positive', t.status_paid];
    case 'part_paid':
      return ['caution', t.status_part_paid];
    case 'void':
      return ['neutral', t.status_void];
    case 'written_off':
      return ['neutral', t.status_written_off];
    case 'issued':
      return ['neutral', t.status_issued];
  }
}
