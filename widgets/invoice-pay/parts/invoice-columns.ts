import { html, nothing, type TemplateResult } from 'lit';
import type { InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import { formatDay } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatAmount } from '../../kit/money.ts';
import type { Column, Sort } from '../../kit/parts/table.types.ts';
import type { ListWords } from '../invoice-pay.messages.ts';
import type { InvoiceSort } from '../model/filters.ts';
import { statusBadge } from './status-badge.ts';

/** Cells are drawn inside the table's shadow root: what they need of style is exported as `part`. */
export function invoiceColumns(t: ListWords, locale: Locale): readonly Column<InvoiceSummary>[] {
  return [
    { key: 'number', label: t.invoice, card: 'title', width: 'minmax(0,1.5fr)', cell: (row) => name(row, t) },
    {
      key: 'issuedOn',
      label: t.issued,
      priority: 3,
      sortable: true,
      width: '112px',
      cell: (row) => formatDay(row.issuedOn, locale),
    },
    { key: 'dueOn', label: t.due, sortable: true, width: '116px', cell: (row) => due(row, t, locale) },
    {
      key: 'status',
      label: t.status,
      priority: 2,
      card: 'mark',
      width: '150px',
      cell: (row) => statusBadge(row, t),
    },
    {
      key: 'total',
      label: `${t.total} (AUD)`,
      priority: 3,
      align: 'end',
      width: '128px',
      cell: (row) => formatAmount(row.totalCents, locale),
    },
    {
      key: 'balance',
      label: `${t.balanceColumn} (AUD)`,
      align: 'end',
      sortable: true,
      card: 'figure',
      width: '128px',
      cell: (row) => formatAmount(row.balanceCents, locale),
    },
  ];
}

function name(row: InvoiceSummary, t: ListWords): TemplateResult {
  const [first, ...others] = row.sites;
  const site = others.length > 0 ? t.sitesCount(row.sites.length) : first?.name;
  const facts = [site, row.poNumber && poText(row.poNumber, t)].filter(Boolean).join(' · ');
  return html`<span part="number">${row.number}</span>${facts ? html`<small part="facts">${facts}</small>` : nothing}`;
}

/** Many purchase orders say what they are in their own number. */
function poText(number: string, t: ListWords): string {
  return /^PO\b/i.test(number) ? number : t.po(number);
}

function due(row: InvoiceSummary, t: ListWords, locale: Locale): TemplateResult {
  const late = row.overdue ? html`<small part="late">${t.daysOverdue(row.daysOverdue)}</small>` : nothing;
  return html`<span part="due">${formatDay(row.dueOn, locale)}${late}</span>`;
}

const directions: Record<InvoiceSort, Sort> = {
  '-issuedOn': { key: 'issuedOn', direction: 'descending' },
  issuedOn: { key: 'issuedOn', direction: 'ascending' },
  dueOn: { key: 'dueOn', direction: 'ascending' },
  '-balance': { key: 'balance', direction: 'descending' },
};

export function shownSort(sort: InvoiceSort): Sort {
  return directions[sort];
}

/** The order that the server offers nearest to the one asked for: what is due first, the largest balance first. */
export function askedSort({ key, direction }: Sort): InvoiceSort {
  if (key === 'balance') return '-balance';
  if (key === 'dueOn') return 'dueOn';
  return direction === 'ascending' ? 'issuedOn' : '-issuedOn';
}
