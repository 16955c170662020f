import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../../kit/define.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import { ThemeWatch } from '../controllers/theme-watch.ts';
import type { BarChart } from './bar-chart.ts';
import type { ChartData } from './chart-data.ts';
import type { Widget } from './widget.ts';

/**
 * A picture of figures that stand in a table beside it. The drawing code comes when the first one is shown.
 *
 * @fires foyer-ui-failed - the code did not come; the detail is the error
 */
export class UiChart extends UiElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        position: relative;
        block-size: 280px;
      }
      .probe {
        position: absolute;
        visibility: hidden;
        color: var(--fy-color-text);
        background-color: var(--fy-color-surface);
        border: 1px solid var(--fy-color-border);
        outline-color: var(--fy-color-accent);
      }
    `,
  ];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) data: ChartData | undefined;
  /** What it shows, and where the same figures stand. */
  @property() label = '';

  private chart: BarChart | undefined;
  protected readonly theme = new ThemeWatch(this, () => this.widget.element);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.chart?.destroy();
    this.chart = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.load();
  }

  protected override firstUpdated(): void {
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`<span class="probe" aria-hidden="true"></span><canvas role="img" aria-label=${this.label}></canvas>`;
  }

  protected override updated(): void {
    if (this.data) this.chart?.show(this.data);
  }

  private async load(): Promise<void> {
    try {
      const { BarChart: Drawn } = await import('./bar-chart.ts');
      const canvas = this.renderRoot.querySelector('canvas');
      const probe = this.renderRoot.querySelector('.probe');
      if (!canvas || !probe || !this.isConnected) return;
      this.chart?.destroy();
      this.chart = new Drawn(canvas, probe);
      this.requestUpdate();
    } catch (error) {
      this.dispatchEvent(new CustomEvent('foyer-ui-failed', { detail: error }));
    }
  }
}

define('foyer-ui-chart', UiChart);
