import { html, nothing, type TemplateResult } from 'lit';
import type { AgingBucketKey } from '../../../server/features/invoices/invoices.contract.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/segments.ts';
import { banner } from '../../kit/parts/states.ts';
import type { Widget } from './widget.ts';

const keys: readonly AgingBucketKey[] = ['current', '1_30', '31_60', '61_90', '91_120', '121_plus'];

/** What is owed and how old it is; each age filters the list. */
export function agingStrip(widget: Widget): TemplateResult {
  const { invoices, t } = widget;
  const { aging, agingFailure } = invoices;
  if (!aging && agingFailure) return banner({ tone: 'caution', title: t.agingFailed });
  return html`<dl class="owed figures">${figures(widget)}</dl>
    ${aging ? segments(widget) : html`<div class="segments-skeleton">${keys.map(() => html`<span class="bone block"></span>`)}</div>`}`;
}

function figures({ invoices: { aging }, t, language }: Widget): unknown {
  const figure = (label: string, cents: number | undefined, kind: string) =>
    html`<div class=${kind}><dt>${label}</dt><dd>${cents === undefined ? html`<span class="bone"></span>` : formatMoney(cents, language)}</dd></div>`;
  return html`${figure(t.balance, aging?.totalCents, 'main')}
    ${figure(t.overdue, aging?.overdueCents, aging?.overdueCents ? 'late' : '')}
    ${aging?.pendingCents ? figure(t.underWay, aging.pendingCents, '') : nothing}
    ${aging?.unallocatedCents ? figure(t.credit, aging.unallocatedCents, '') : nothing}`;
}

function segments(widget: Widget): TemplateResult {
  const { invoices, t } = widget;
  const buckets = new Map(invoices.aging?.buckets.map((one) => [one.key, one]));
  const shown = keys.map((key) => {
    const bucket = buckets.get(key);
    return {
      key,
      label: t[`bucket_${key}`],
      amountCents: bucket?.amountCents ?? 0,
      note: t.bucketNote(bucket?.invoices ?? 0),
    };
  });
  const choose = (event: CustomEvent<{ key: string | undefined }>) => {
    const agingBucket = keys.find((key) => key === event.detail.key) ?? null;
    widget.run(() => invoices.change({ agingBucket }));
  };
  return html`<foyer-ui-segments label=${t.aging} .segments=${shown}
    .selected=${invoices.filters.agingBucket ?? undefined} @foyer-ui-segment=${choose}></foyer-ui-segments>`;
}
