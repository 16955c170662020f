import { html, nothing, type TemplateResult } from 'lit';
import type { InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import { refreshCwIcon } from '../../kit/icons.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { banner, emptyPanel } from '../../kit/parts/states.ts';
import '../../kit/parts/table.ts';
import type { Sort, TableOpenDetail, TableSelectDetail } from '../../kit/parts/table.types.ts';
import { failureView } from '../../kit/session-views.ts';
import { add, MAX_LINES, remove, totalCents } from '../model/basket.ts';
import { isFiltered } from '../model/filters.ts';
import { payableCents } from '../model/invoice-list.ts';
import { agingStrip } from './aging-strip.ts';
import { askedSort, invoiceColumns, shownSort } from './invoice-columns.ts';
import { listFilters } from './list-filters.ts';
import { clockTime } from './times.ts';
import type { Widget } from './widget.ts';

/** The first screen: what is owed, which invoices, what is chosen to be paid. */
export function invoiceList(widget: Widget): TemplateResult {
  return html`<div class="view">
    ${head(widget)} ${agingStrip(widget)} ${listFilters(widget)} ${content(widget)}
  </div>`;
}

function head(widget: Widget): TemplateResult {
  const { t, kit, language, invoices } = widget;
  const { asOf } = invoices.list;
  return html`<header class="head">
    <h2 id="list-heading" tabindex="-1">${t.title}</h2>
    <div class="head-end">
      <span class="as-of">${asOf ? kit.asOf(clockTime(asOf, language)) : nothing}</span>
      <foyer-ui-button icon variant="quiet" size="small" label=${t.refresh}
        @click=${() => widget.run(() => invoices.refresh())}>${refreshCwIcon()}</foyer-ui-button>
      <foyer-ui-button variant="quiet" size="small" @click=${() => widget.show({ name: 'payments' })}>${t.paymentHistory}</foyer-ui-button>
      <foyer-ui-button variant="quiet" size="small" @click=${() => widget.show({ name: 'account', section: 'aging' })}>${t.account}</foyer-ui-button>
    </div>
  </header>`;
}

function content(widget: Widget): TemplateResult {
  const { invoices, kit, language, t } = widget;
  const { status, failure, list } = invoices;
  if (status === 'error' && failure) {
    return failureView(failure, kit, () => widget.run(() => invoices.reset()));
  }
  const stale =
    invoices.stale && list.asOf
      ? banner({
          tone: 'caution',
          title: kit.staleTitle,
          body: kit.staleBody(clockTime(list.asOf, language)),
        })
      : nothing;
  if (status === 'ready' && list.items.length === 0)
    return html`${stale}${empty(widget)}${selectionBar(widget)}`;
  return html`${stale}${table(widget)}
    <p class="visually-hidden" role="status">
      ${status === 'ready' ? t.found(list.items.length, list.nextCursor === null) : nothing}
    </p>
    ${more(widget)}`;
}

function table(widget: Widget): TemplateResult {
  const { invoices, payments, language, t, canPay } = widget;
  const { list, status, filters } = invoices;
  const chosen = new Set(payments.basket.lines.map((line) => line.invoice.id));
  return html`<foyer-ui-table caption=${t.title} ?selectable=${canPay} openable
    .columns=${columnsOf(widget)} .rows=${list.items}
    .rowKey=${keyOf} .rowName=${(row: InvoiceSummary) => t.invoiceName(row.number, formatMoney(row.balanceCents, language))}
    .isSelectable=${isSelectable} .selected=${chosen} .changed=${list.changed}
    .sort=${shownSort(filters.sort)} skeleton-rows=${status === 'loading' ? 8 : 0}
    @foyer-ui-sort=${(event: CustomEvent<Sort>) => widget.run(() => invoices.change({ sort: askedSort(event.detail) }))}
    @foyer-ui-select=${(event: CustomEvent<TableSelectDetail>) => widget.run(() => choose(widget, event.detail.selected))}
    @foyer-ui-open=${(event: CustomEvent<TableOpenDetail<InvoiceSummary>>) =>
      widget.show({ name: 'invoice', invoiceId: event.detail.row.id })}
    ><div slot="total">${selectionBar(widget)}</div></foyer-ui-table>`;
}

let columns: { key: string; of: ReturnType<typeof invoiceColumns> } | undefined;

/** The same object for the same words: rows are drawn again only when something in them changed. */
function columnsOf({ t, language }: Widget): ReturnType<typeof invoiceColumns> {
  const key = `${language}/${t.invoice}`;
  if (columns?.key !== key) columns = { key, of: invoiceColumns(t, language) };
  return columns.of;
}

const keyOf = (row: InvoiceSummary): string => row.id;
const isSelectable = (row: InvoiceSummary): boolean => payableCents(row) > 0;

function choose(widget: Widget, selected: ReadonlySet<string>): void {
  const { payments, invoices, t, language } = widget;
  const shown = invoices.list.items;
  const gone = shown.filter((row) => !selected.has(row.id)).map((row) => row.id);
  const wanted = shown.filter((row) => selected.has(row.id));
  const basket = add(remove(payments.basket, gone), wanted);
  payments.setBasket(basket);
  const limit = basket.lines.length === MAX_LINES ? ` ${t.selectionOfLimit(String(MAX_LINES))}` : '';
  widget.announce(
    `${t.selection(basket.lines.length)}, ${formatMoney(totalCents(basket), language)}.${limit}`,
  );
}

/** Stays in sight while anything is chosen, also what other filters hide. */
function selectionBar(widget: Widget): TemplateResult | typeof nothing {
  const { payments, language, t } = widget;
  const { basket } = payments;
  if (basket.lines.length === 0) return nothing;
  return html`<div class="selection-bar">
    <p><span>${t.selection(basket.lines.length)}</span><strong>${formatMoney(totalCents(basket), language)}</strong></p>
    <foyer-ui-button variant="quiet" @click=${() => {
      payments.setBasket({ ...basket, lines: [] });
      widget.announce(t.selection(0));
    }}>${t.clearSelection}</foyer-ui-button>
    <foyer-ui-button variant="primary" @click=${() => widget.show({ name: 'pay' })}>${t.review}</foyer-ui-button>
  </div>`;
}

function more(widget: Widget): TemplateResult | typeof nothing {
  const { invoices, t } = widget;
  if (!invoices.list.nextCursor) return nothing;
  return html`<div class="more">
    ${invoices.more === 'error' ? html`<p role="alert">${t.moreFailed}</p>` : nothing}
    <foyer-ui-button ?busy=${invoices.more === 'loading'} @click=${() => widget.run(() => invoices.loadMore())}>${t.more}</foyer-ui-button>
  </div>`;
}

function empty(widget: Widget): TemplateResult {
  const { invoices, t } = widget;
  if (isFiltered(invoices.filters)) {
    const clear = html`<foyer-ui-button @click=${() => widget.run(() => invoices.clear())}>${t.clearFilters}</foyer-ui-button>`;
    return emptyPanel({ title: t.filteredTitle, body: t.filteredBody, actions: clear });
  }
  switch (invoices.filters.showing) {
    case 'to_pay':
      return emptyPanel({ title: t.emptyTitle, body: t.emptyBody });
    case 'paid':
      return emptyPanel({ title: t.emptyPaidTitle, body: t.emptyPaidBody });
    case 'all':
      return emptyPanel({ title: t.emptyAllTitle, body: t.emptyAllBody });
  }
}
