import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Aging } from '../../../server/features/invoices/invoices.contract.ts';
import { formatDay } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/checkbox.ts';
import '../../kit/parts/text-field.ts';
import { AccountElement } from './account-element.ts';
import './chart.element.ts';
import { type ChartData, compactMoney } from './chart-data.ts';
import { textOf } from './field-text.ts';
import { Reading } from './reading.ts';

/** What is owed by age, today or at the end of any day before; a picture of it for those who would rather look. */
export class AgingSection extends AccountElement {
  @state() private asAt = '';
  @state() private excludeDisputed = false;
  @state() private isCharted = false;

  private readonly aging = new Reading<Aging>(this, (signal) =>
    this.api.aging(this.asAt, this.excludeDisputed, signal),
  );

  protected override render(): TemplateResult {
    const { t } = this;
    return html`<div class="controls">
        <foyer-ui-text-field type="date" label=${t.asAt} .value=${this.asAt || (this.aging.data?.asAt ?? '')}
          @change=${(event: Event) => this.choose({ asAt: textOf(event) })}></foyer-ui-text-field>
        <foyer-ui-checkbox label=${t.withoutDisputed} .checked=${this.excludeDisputed}
          @change=${() => this.choose({ excludeDisputed: !this.excludeDisputed })}></foyer-ui-checkbox>
        <foyer-ui-button class="push" .pressed=${this.isCharted} @click=${() => this.toggleChart()}>${this.isCharted ? t.hideChart : t.showChart}</foyer-ui-button>
      </div>
      ${this.reading(this.aging, (aging) => this.table(aging))}
      ${this.isCharted ? this.picture() : nothing}`;
  }

  private picture(): TemplateResult {
    const { data } = this.aging;
    return html`<foyer-ui-chart class="gap" .widget=${this.widget} .data=${data ? this.chartData(data) : undefined}
      label=${this.t.chartLabel} @foyer-ui-failed=${(event: CustomEvent<unknown>) => this.chartLost(event.detail)}></foyer-ui-chart>`;
  }

  private table(aging: Aging): TemplateResult {
    const { t, language } = this;
    const amount = (cents: number) => formatAmount(cents, language);
    const count = aging.buckets.reduce((sum, bucket) => sum + bucket.invoices, 0);
    return html`<p class="hint">${t.agingLead(formatDay(aging.asAt, language))}</p>
      <div class="scroll"><table class="sums">
        <thead><tr><th scope="col">${t.age}</th><th scope="col" class="number">${t.invoices}</th>
          <th scope="col" class="number">${t.amount} (AUD)</th><th scope="col" class="number wide">${t.disputed}</th>
          <th scope="col" class="number wide">${t.promised}</th></tr></thead>
        <tbody>${aging.buckets.map(
          (
            bucket,
          ) => html`<tr><th scope="row">${t[`bucket_${bucket.key}`]}</th><td class="number">${bucket.invoices}</td>
            <td class="number">${amount(bucket.amountCents)}</td><td class="number wide">${amount(bucket.disputedCents)}</td>
            <td class="number wide">${amount(bucket.promisedCents)}</td></tr>`,
        )}</tbody>
        <tfoot><tr><th scope="row">${t.total}</th><td class="number">${count}</td>
          <td class="number">${formatMoney(aging.totalCents, language)}</td><td class="number wide">${amount(aging.disputedCents)}</td>
          <td class="number wide">${amount(aging.promisedCents)}</td></tr></tfoot>
      </table></div>
      ${aging.unallocatedCents > 0 ? html`<p class="hint">${t.creditOnAccount(formatMoney(aging.unallocatedCents, language))}</p>` : nothing}`;
  }

  private choose(choice: { asAt?: string; excludeDisputed?: boolean }): void {
    this.asAt = choice.asAt ?? this.asAt;
    this.excludeDisputed = choice.excludeDisputed ?? this.excludeDisputed;
    void this.aging.read();
  }

  private chartData({ buckets }: Aging): ChartData {
    const { t, language } = this;
    return {
      labels: buckets.map(({ key }) => t[`bucket_${key}`]),
      series: [
        {
          name: t.amount,
          dollars: buckets.map(({ amountCents }) => amountCents / 100),
          words: buckets.map(({ amountCents }) => formatMoney(amountCents, language)),
        },
      ],
      money: compactMoney(language),
    };
  }

  private toggleChart(): void {
    this.isCharted = !this.isCharted;
    this.trouble = undefined;
  }

  private chartLost(error: unknown): void {
    this.isCharted = false;
    this.trouble = this.t.chartFailed;
    this.widget.report(error);
  }
}

define('foyer-ui-aging-section', AgingSection);
