import { html } from 'lit';
import type { BankStatementView } from '../../../server/features/bank/bank.contract.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatAmount } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { Column } from '../../kit/parts/table.types.ts';
import type { BankWords } from '../integration-console.messages.ts';
import { bankAccountName } from '../model/bank-account-name.ts';
import { statementTone } from '../model/tones.ts';

/** How many lines of a statement wait for a person. */
export const toDecide = ({ counts }: BankStatementView): number => counts.suggested + counts.unmatched;

export function statementColumns(
  t: BankWords,
  locale: Locale,
  span: (row: BankStatementView) => string,
): readonly Column<BankStatementView>[] {
  return [
    {
      key: 'account',
      label: t.account,
      card: 'title',
      width: 'minmax(0,1.6fr)',
      cell: (row) => html`<span>${accountOf(row, t)}</span><small part="small">${span(row)}</small>`,
    },
    {
      key: 'status',
      label: t.status,
      card: 'mark',
      width: '128px',
      cell: (row) =>
        html`<foyer-ui-badge tone=${statementTone[row.status]} label=${t[`status_${row.status}`]}></foyer-ui-badge>`,
    },
    {
      key: 'lines',
      label: t.lineCount,
      align: 'end',
      priority: 3,
      width: '80px',
      cell: (row) => (row.status === 'quarantined' ? '–' : row.lineCount),
    },
    {
      key: 'decide',
      label: t.toDecide,
      align: 'end',
      priority: 2,
      width: '104px',
      cell: (row) => (row.status === 'quarantined' ? '–' : toDecide(row)),
    },
    {
      key: 'closing',
      label: t.closing,
      align: 'end',
      card: 'figure',
      width: '136px',
      cell: (row) => (row.closingCents === null ? '–' : formatAmount(row.closingCents, locale)),
    },
  ];
}

export function accountOf({ account }: BankStatementView, t: BankWords): string {
  return account ? bankAccountName(account) : t.noAccount;
}
