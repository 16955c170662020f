import { html, nothing, type TemplateResult } from 'lit';
import { funnelIcon } from '../../kit/icons.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/search-field.ts';
import '../../kit/parts/select.ts';
import '../../kit/parts/text-field.ts';
import {
  countFilters,
  type InvoiceSort,
  isFiltered,
  rangeIsBackwards,
  type Showing,
} from '../model/filters.ts';
import type { Widget } from './widget.ts';

/** Tabs, search and the panel of filters above the list. */
export function listFilters(widget: Widget): TemplateResult {
  const { t, invoices } = widget;
  const { filters } = invoices;
  const count = countFilters(filters);
  const show = (showing: Showing, label: string) =>
    html`<button type="button" aria-pressed=${filters.showing === showing}
      @click=${() => widget.run(() => invoices.change({ showing }))}>${label}</button>`;
  return html`<div class="toolbar">
      <div class="segmented" role="group" aria-label=${t.showing}>
        ${show('to_pay', t.showToPay)} ${show('paid', t.showPaid)} ${show('all', t.showAll)}
      </div>
      <foyer-ui-search-field class="search" hide-label label=${t.search} placeholder=${t.searchHint} .value=${filters.q}
        @foyer-ui-search=${(event: CustomEvent<{ text: string }>) => widget.run(() => invoices.change({ q: event.detail.text }))}
      ></foyer-ui-search-field>
      <details class="filters">
        <summary>${funnelIcon()}${count > 0 ? t.filtersOn(count) : t.filters}</summary>
        <div class="filter-panel">${filterFields(widget)}</div>
      </details>
    </div>
    ${
      isFiltered(filters)
        ? html`<p class="filtered"><button type="button" class="link" @click=${() => widget.run(() => invoices.clear())}>${t.clearFilters}</button></p>`
        : nothing
    }`;
}

function filterFields(widget: Widget): TemplateResult {
  const { t, invoices, sites } = widget;
  const { filters } = invoices;
  const set = (name: 'siteId' | 'issuedFrom' | 'issuedTo' | 'sort') => (event: Event) => {
    const value = valueIn(event);
    widget.run(() => invoices.change({ [name]: name === 'siteId' ? value || null : value }));
  };
  const sorts: readonly { value: InvoiceSort; label: string }[] = [
    { value: 'dueOn', label: t.sortDue },
    { value: '-issuedOn', label: t.sortNewest },
    { value: 'issuedOn', label: t.sortOldest },
    { value: '-balance', label: t.sortBalance },
  ];
  const siteOptions = [
    { value: '', label: t.allSites },
    ...sites.map((site) => ({ value: site.id, label: site.name })),
  ];
  return html`${
    sites.length > 1
      ? html`<foyer-ui-select label=${t.site} .options=${siteOptions} .value=${filters.siteId ?? ''} @change=${set('siteId')}></foyer-ui-select>`
      : nothing
  }
    <foyer-ui-text-field type="date" label=${t.issuedFrom} .value=${filters.issuedFrom} @change=${set('issuedFrom')}></foyer-ui-text-field>
    <foyer-ui-text-field type="date" label=${t.issuedTo} .value=${filters.issuedTo}
      .error=${rangeIsBackwards(filters) ? t.rangeBackwards : undefined} @change=${set('issuedTo')}></foyer-ui-text-field>
    <foyer-ui-select label=${t.sortBy} .options=${sorts} .value=${filters.sort} @change=${set('sort')}></foyer-ui-select>`;
}

function valueIn(event: Event): string {
  const { target } = event;
  return target && 'value' in target && typeof target.value === 'string' ? target.value : '';
}
