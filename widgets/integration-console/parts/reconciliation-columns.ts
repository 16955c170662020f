import { html } from 'lit';
import type { Reconciliation } from '../../../server/features/reconciliation/reconciliation.contract.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatAmount } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { Column } from '../../kit/parts/table.types.ts';
import type { ReconciliationWords } from '../integration-console.messages.ts';
import { reconciliationTone } from '../model/tones.ts';

/** Cells are drawn inside the table's shadow root: what they need of style is exported as `part`. */
export function reconciliationColumns(
  t: ReconciliationWords,
  locale: Locale,
  span: (row: Reconciliation) => string,
): readonly Column<Reconciliation>[] {
  const sum = (cents: number | undefined): unknown =>
    cents === undefined ? '–' : formatAmount(cents, locale);
  return [
    {
      key: 'period',
      label: t.period,
      card: 'title',
      width: 'minmax(0,1.8fr)',
      cell: (row) =>
        html`<span>${t[`account_${row.account}`]}</span><small part="small">${span(row)}</small>`,
    },
    {
      key: 'status',
      label: t.status,
      card: 'mark',
      width: '140px',
      cell: (row) =>
        html`<foyer-ui-badge tone=${reconciliationTone[row.status]} label=${t[`status_${row.status}`]}></foyer-ui-badge>`,
    },
    {
      key: 'portal',
      label: t.portalSum,
      align: 'end',
      priority: 3,
      width: '128px',
      cell: (row) => sum(row.facts?.portal.closingCents),
    },
    {
      key: 'vendor',
      label: t.vendorSum,
      align: 'end',
      priority: 3,
      width: '128px',
      cell: (row) => sum(row.facts?.vendor.closingCents),
    },
    {
      key: 'difference',
      label: t.difference,
      align: 'end',
      card: 'figure',
      width: '148px',
      cell: (row) => sum(row.facts?.differenceCents),
    },
    { key: 'healed', label: t.healed, align: 'end', priority: 3, width: '88px', cell: (row) => row.healed },
    {
      key: 'cases',
      label: t.openCases,
      align: 'end',
      priority: 2,
      width: '104px',
      cell: (row) => row.openDiscrepancies,
    },
  ];
}
