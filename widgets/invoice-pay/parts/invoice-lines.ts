import { html, nothing, type TemplateResult } from 'lit';
import type { Invoice, InvoiceLine } from '../../../server/features/invoices/invoices.contract.ts';
import { intlTag, type Locale } from '../../kit/locale.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import type { DetailWords } from './detail.messages.ts';

/**
 * Lines and totals as a tax invoice shows them, with the rule by which its GST was rounded.
 *
 * @param beside what stands under a line's description, such as the way to dispute it
 */
export function invoiceLines(
  invoice: Invoice,
  t: DetailWords,
  locale: Locale,
  beside: (line: InvoiceLine) => unknown = () => nothing,
): TemplateResult {
  return html`<table class="lines">
      <thead><tr>
        <th scope="col">${t.line}</th><th scope="col" class="number">${t.quantity}</th>
        <th scope="col" class="number">${t.unitPrice}</th><th scope="col" class="number">${t.net} (AUD)</th>
        <th scope="col" class="number">${t.gst}</th>
      </tr></thead>
      <tbody>${invoice.lines.map((line) => row(line, t, locale, beside(line)))}</tbody>
    </table>
    ${totals(invoice, t, locale)}
    <p class="rule">${invoice.gstRoundingMethod === 'total' ? t.gstByTotal : t.gstByLine}</p>`;
}

function row(line: InvoiceLine, t: DetailWords, locale: Locale, beside: unknown): TemplateResult {
  const proof = [
    line.site?.name,
    line.workbillNumber && t.workbill(line.workbillNumber),
    line.contractNumber && t.contractRef(line.contractNumber),
  ].filter(Boolean);
  const gst = line.gstCode === 'FRE' ? t.gstFree : formatAmount(line.gstCents, locale);
  return html`<tr>
    <th scope="row">${line.description}${proof.length > 0 ? html`<small>${proof.join(' · ')}</small>` : nothing}${beside}</th>
    <td class="number" data-label=${t.quantity}><span>${decimalText(line.quantity, locale)} ${line.unit}</span></td>
    <td class="number" data-label=${t.unitPrice}>${decimalText(line.unitPrice, locale, 2)}</td>
    <td class="number" data-label=${t.net}>${formatAmount(line.netCents, locale)}</td>
    <td class="number" data-label=${t.gst}>${gst}</td>
  </tr>`;
}

function totals(invoice: Invoice, t: DetailWords, locale: Locale): TemplateResult {
  const line = (label: string, cents: number, strong = false) =>
    html`<div class=${strong ? 'strong' : nothing}><dt>${label}</dt><dd>${formatMoney(cents, locale)}</dd></div>`;
  return html`<dl class="totals">
    ${line(t.subtotal, invoice.netCents)} ${line(t.gst, invoice.gstCents)} ${line(t.total, invoice.totalCents, true)}
    ${
      invoice.allocatedCents === 0
        ? nothing
        : html`${line(t.allocated, -invoice.allocatedCents)} ${line(t.balanceNow, invoice.balanceCents, true)}`
    }
  </dl>`;
}

/** Decimal text of up to four places, grouped and never rounded: `41.2750` becomes `41.275`. */
function decimalText(text: string, locale: Locale, least = 0): string {
  const format = new Intl.NumberFormat(intlTag(locale), {
    minimumFractionDigits: least,
    maximumFractionDigits: 4,
  });
  // The contract makes it decimal text, which is what the formatter reads without loss.
  return format.format(text as Intl.StringNumericLiteral);
}
