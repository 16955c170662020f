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
import type { AgingChart } from './aging-chart.ts';
import { textOf } from './field-text.ts';
import { Reading } from './reading.ts';

/** What is owed by age, today or at the end of any day before; a picture of it for those who would rather look. */
export class AgingSection extends AccountElement {
  @state() private asAt = '';
  @state() private excludeDisputed = false;
  @state() private isCharted = false;
  private chart: AgingChart | undefined;

  private readonly aging = new Reading<Aging>(this, (signal) =>
    this.api.aging(this.asAt, this.excludeDisputed, signal),
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.chart?.destroy();
    this.chart = undefined;
    this.isCharted = false;
  }

  protected override render(): TemplateResult {
    const { t } = this;
    return html`<div class="controls">
        <foyer-ui-text-field type="date" label=${t.asAt} .value=${this.asAt || (this.aging.data?.asAt ?? '')}
          @change=${(event: Event) => this.choose({ asAt: textOf(event) })}></foyer-ui-text-field>
        <foyer-ui-checkbox label=${t.withoutDisputed} .checked=${this.excludeDisputed}
          @change=${() => this.choose({ excludeDisputed: !this.excludeDisputed })}></foyer-ui-checkbox>
        <foyer-ui-button class="push" .pressed=${this.isCharted} @click=${() => this.widget.run(() => this.toggleChart())}>${this.isCharted ? t.hideChart : t.showChart}</foyer-ui-button>
      </div>
      ${this.reading(this.aging, (aging) => this.table(aging))}
      <span class="probe" aria-hidden="true"></span>
      ${this.isCharted ? html`<div class="chart"><canvas role="img" aria-label=${t.chartLabel}></canvas></div>` : nothing}`;
  }

  protected override updated(): void {
    const { data } = this.aging;
    if (this.isCharted && data) this.chart?.show(this.bars(data));
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

  private bars({ buckets }: Aging) {
    const { t, language } = this;
    return buckets.map(({ key, amountCents }) => ({
      label: t[`bucket_${key}`],
      dollars: amountCents / 100,
      words: formatMoney(amountCents, language),
    }));
  }

  private async toggleChart(): Promise<void> {
    this.isCharted = !this.isCharted;
    this.trouble = undefined;
    this.chart?.destroy();
    this.chart = undefined;
    if (!this.isCharted) return;
    try {
      const { AgingChart: Drawn } = await import('./aging-chart.ts');
      await this.updateComplete;
      const canvas = this.renderRoot.querySelector('canvas');
      const probe = this.renderRoot.querySelector('.probe');
      if (canvas && probe) this.chart = new Drawn(canvas, getComputedStyle(probe));
      this.requestUpdate();
    } catch (error) {
      this.isCharted = false;
      this.trouble = this.t.chartFailed;
      this.widget.report(error);
    }
  }
}

define('foyer-ui-aging-section', AgingSection);
