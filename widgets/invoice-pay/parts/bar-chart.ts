import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  type Plugin,
} from 'chart.js';
import type { ChartData, ChartSeries } from './chart-data.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

type Look = {
  readonly text: string;
  readonly fill: string;
  readonly ground: string;
  readonly line: string;
  readonly font: { readonly family: string; readonly size: number };
  readonly isRightToLeft: boolean;
};

/** Bars from zero. Series differ in fill, not in colour alone; figures stand on the bars where there is room for them. */
export class BarChart {
  private readonly chart: Chart<'bar', number[], string>;
  private readonly probe: Element;
  private data: ChartData = { labels: [], series: [], money: String };

  /** @param probe carries our tokens: text in `color`, bars in its outline, ground in its background, lines in its border */
  constructor(canvas: HTMLCanvasElement, probe: Element) {
    this.probe = probe;
    const figures: Plugin<'bar'> = {
      id: 'figures',
      afterDatasetsDraw: (chart) => this.drawFigures(chart),
    };
    this.chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [] },
      options: { maintainAspectRatio: false, layout: { padding: { top: 20 } } },
      plugins: [figures],
    });
  }

  /** Draws it in the colours of the moment. */
  show(data: ChartData): void {
    this.data = data;
    const look = this.look();
    const { chart } = this;
    chart.data.labels = [...data.labels];
    chart.data.datasets = data.series.map((series, n) => dataset(series, n, look));
    const ticks = { color: look.text, font: look.font };
    const isOne = data.series.length === 1;
    chart.options.scales = {
      x: { grid: { display: false }, border: { color: look.line }, ticks, reverse: look.isRightToLeft },
      y: {
        beginAtZero: true,
        bounds: isOne ? 'data' : 'ticks',
        display: !isOne,
        position: look.isRightToLeft ? 'right' : 'left',
        border: { display: false },
        grid: { color: look.line },
        ticks: { ...ticks, maxTicksLimit: 5, callback: (dollars) => data.money(Number(dollars)) },
      },
    };
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.options.animation = isStill ? false : { duration: 160 };
    chart.update();
  }

  destroy(): void {
    this.chart.destroy();
  }

  /** One series has its figures on its bars and needs no scale; two have a scale. Where it is narrow they are rounded. */
  private drawFigures({ ctx, chartArea }: Chart): void {
    const [only, ...others] = this.data.series;
    if (!only || others.length > 0) return;
    const { text, font } = this.look();
    const room = chartArea.width / only.dollars.length - 4;
    ctx.save();
    ctx.fillStyle = text;
    ctx.font = `${font.size}px ${font.family}`;
    ctx.textAlign = 'center';
    const whole = only.words ?? [];
    const fits = whole.every((words) => ctx.measureText(words).width <= room);
    const figures = fits ? whole : only.dollars.map(this.data.money);
    this.chart.getDatasetMeta(0).data.forEach((bar, n) => {
      ctx.fillText(figures[n] ?? '', bar.x, bar.y - 6);
    });
    ctx.restore();
  }

  private look(): Look {
    const style = getComputedStyle(this.probe);
    return {
      text: style.color,
      fill: style.outlineColor,
      ground: style.backgroundColor,
      line: style.borderTopColor,
      font: { family: style.fontFamily, size: 13 },
      isRightToLeft: style.direction === 'rtl',
    };
  }
}

/** The first is filled, the second drawn in outline. */
function dataset({ name, dollars }: ChartSeries, n: number, look: Look): ChartDataset<'bar', number[]> {
  return {
    label: name,
    data: [...dollars],
    backgroundColor: n === 0 ? look.fill : look.ground,
    borderColor: look.fill,
    borderWidth: n === 0 ? 0 : 2,
    maxBarThickness: 72,
  };
}
