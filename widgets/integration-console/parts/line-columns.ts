import { html, nothing } from 'lit';
import type { BankLineView } from '../../../server/features/bank/bank.contract.ts';
import { formatDay } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatAmount } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { Column } from '../../kit/parts/table.types.ts';
import type { BankWords } from '../integration-console.messages.ts';
import { matchTone } from '../model/tones.ts';
import { reasonOf } from './server-words.ts';

export function lineColumns(t: BankWords, amount: string, locale: Locale): readonly Column<BankLineView>[] {
  return [
    {
      key: 'narrative',
      label: t.description,
      card: 'title',
      width: 'minmax(0,2fr)',
      cell: (row) =>
        html`<span>${row.payerName ?? row.narrative}</span>${row.payerName ? html`<small part="small">${row.narrative}</small>` : nothing}`,
    },
    {
      key: 'booked',
      label: t.booked,
      priority: 2,
      width: '112px',
      cell: (row) => formatDay(row.bookedOn, locale),
    },
    {
      key: 'match',
      label: t.match,
      card: 'mark',
      width: '152px',
      cell: (row) =>
        html`<foyer-ui-badge tone=${matchTone[row.matchStatus]} label=${t[`match_${row.matchStatus}`]}></foyer-ui-badge>`,
    },
    {
      key: 'why',
      label: t.reason,
      priority: 3,
      width: 'minmax(0,2fr)',
      cell: (row) => (row.match ? reasonOf(row.match) : nothing),
    },
    {
      key: 'amount',
      label: amount,
      align: 'end',
      card: 'figure',
      width: '128px',
      cell: (row) => formatAmount(row.amountCents, locale),
    },
  ];
}
