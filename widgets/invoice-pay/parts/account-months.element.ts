import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Statement } from '../../../server/features/statements/statements.contract.ts';
import { dayInZone } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { intlTag } from '../../kit/locale.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import { type AccountMonth, accountMonths, firstOfMonths } from '../model/account-months.ts';
import { AccountElement } from './account-element.ts';
import './chart.element.ts';
import { type ChartData, compactMoney } from './chart-data.ts';
import { Reading } from './reading.ts';
import { readerZone } from './times.ts';

const count = 12;

/** Invoiced against paid, month by month: a picture, and the same figures in a table that opens below it. */
export class AccountMonths extends AccountElement {
  @state() private isChartLost = false;

  private readonly statement = new Reading<Statement>(this, (signal) => {
    const today = dayInZone(new Date().toISOString(), readerZone());
    return this.api.statement({ mode: 'activity', from: firstOfMonths(today, count), to: '' }, signal);
  });

  protected override render(): TemplateResult {
    const { t } = this;
    return html`<h3>${t.monthsTitle}</h3>
      ${this.reading(this.statement, (statement) => {
        const months = accountMonths(statement);
        const isQuiet = months.every((one) => one.invoicedCents === 0 && one.settledCents === 0);
        return isQuiet ? html`<p class="hint">${t.activityEmpty}</p>` : this.picture(months);
      })}`;
  }

  private picture(months: readonly AccountMonth[]): TemplateResult {
    const { t } = this;
    const table = html`<div class="scroll">${this.table(months)}</div>`;
    if (this.isChartLost) return html`<p class="hint">${t.chartFailed}</p>${table}`;
    return html`<p class="key"><span class="first">${t.invoiced}</span><span class="second">${t.settled}</span></p>
      <foyer-ui-chart .widget=${this.widget} .data=${this.chartData(months)} label=${t.monthsLabel}
        @foyer-ui-failed=${(event: CustomEvent<unknown>) => {
          this.isChartLost = true;
          this.widget.report(event.detail);
        }}></foyer-ui-chart>
      <details class="gap"><summary>${t.asTable}</summary>${table}</details>`;
  }

  private table(months: readonly AccountMonth[]): TemplateResult {
    const { t, language } = this;
    const amount = (cents: number) => formatAmount(cents, language);
    const total = (name: 'invoicedCents' | 'settledCents') =>
      formatMoney(
        months.reduce((sum, month) => sum + month[name], 0),
        language,
      );
    return html`<table class="sums">
      <thead><tr><th scope="col">${t.month}</th><th scope="col" class="number">${t.invoiced} (AUD)</th>
        <th scope="col" class="number">${t.settled}</th><th scope="col" class="number wide">${t.owedAfter}</th></tr></thead>
      <tbody>${months.map(
        (one) => html`<tr><th scope="row" class="whole">${this.monthName(one.month, 'long')}</th>
          <td class="number">${amount(one.invoicedCents)}</td><td class="number">${amount(one.settledCents)}</td>
          <td class="number wide">${amount(one.closingCents)}</td></tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row">${t.total}</th><td class="number">${total('invoicedCents')}</td>
        <td class="number">${total('settledCents')}</td><td class="wide"></td></tr></tfoot>
    </table>`;
  }

  private chartData(months: readonly AccountMonth[]): ChartData {
    const { t, language } = this;
    return {
      labels: months.map(({ month }) => this.monthName(month, 'short')),
      series: [
        { name: t.invoiced, dollars: months.map(({ invoicedCents }) => invoicedCents / 100) },
        { name: t.settled, dollars: months.map(({ settledCents }) => settledCents / 100) },
      ],
      money: compactMoney(language),
    };
  }

  private monthName(month: string, length: 'short' | 'long'): string {
    const format = new Intl.DateTimeFormat(intlTag(this.language), {
      timeZone: 'UTC',
      month: 'short',
      ...(length === 'long' && { year: 'numeric' }),
    });
    return format.format(new Date(`${month}-01T00:00:00Z`));
  }
}

define('foyer-ui-account-months', AccountMonths);
