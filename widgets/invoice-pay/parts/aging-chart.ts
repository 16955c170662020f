import { BarController, BarElement, CategoryScale, Chart, LinearScale, type Plugin } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export type Bar = { readonly label: string; readonly dollars: number; readonly words: string };

/** Bars from zero with their figures written on them: no legend, and no colour that has to be told from another. */
export class AgingChart {
  private readonly chart: Chart<'bar', number[], string>;
  private bars: readonly Bar[] = [];

  /** @param style of an element that carries our tokens: text in `color`, bars in its background, lines in its border */
  constructor(canvas: HTMLCanvasElement, style: CSSStyleDeclaration) {
    const { color, backgroundColor, borderTopColor, fontFamily } = style;
    const font = { family: fontFamily, size: 13 };
    const figures: Plugin<'bar'> = {
      id: 'figures',
      afterDatasetsDraw: (chart) => {
        const { ctx } = chart;
        ctx.save();
        ctx.fillStyle = color;
        ctx.font = `${font.size}px ${font.family}`;
        ctx.textAlign = 'center';
        chart.getDatasetMeta(0).data.forEach((bar, n) => {
          ctx.fillText(this.bars[n]?.words ?? '', bar.x, bar.y - 6);
        });
        ctx.restore();
      },
    };
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [{ data: [], backgroundColor, maxBarThickness: 72 }] },
      options: {
        maintainAspectRatio: false,
        animation: still ? false : { duration: 160 },
        layout: { padding: { top: 20 } },
        scales: {
          x: { grid: { display: false }, border: { color: borderTopColor }, ticks: { color, font } },
          y: { beginAtZero: true, display: false },
        },
      },
      plugins: [figures],
    });
  }

  show(bars: readonly Bar[]): void {
    this.bars = bars;
    this.chart.data.labels = bars.map(({ label }) => label);
    const [set] = this.chart.data.datasets;
    if (set) set.data = bars.map(({ dollars }) => dollars);
    this.chart.update();
  }

  destroy(): void {
    this.chart.destroy();
  }
}
