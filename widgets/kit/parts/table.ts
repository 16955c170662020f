import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../define.ts';
import { arrowDownIcon, arrowUpDownIcon, arrowUpIcon } from '../icons.ts';
import { KitTexts } from '../locale-context.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';
import { checkboxStyles } from './checkbox.styles.ts';
import { nextRow, track, withAll, withRow } from './table.model.ts';
import { tableStyles } from './table.styles.ts';
import type { Column, Sort } from './table.types.ts';

/**
 * A table that stays pleasant with a thousand rows: sticky header, sorting that says so, selection with select-all,
 * arrow keys between rows, cards where it is narrow. It shows what it is given: the widget sorts and filters.
 *
 * Fires `foyer-ui-sort` (`Sort`), `foyer-ui-select` (`{ selected }`) and `foyer-ui-open` (`{ row }`). The slot `total` stays
 * in sight at the bottom: for what the selection adds up to.
 */
export class FoyerUiTable<Row> extends UiElement {
  static override styles = [sharedStyles, checkboxStyles, tableStyles];

  /** What the table holds, for screen readers. */
  @property() caption = '';
  @property({ attribute: false }) columns: readonly Column<Row>[] = [];
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property({ attribute: false }) rowKey: (row: Row) => string = String;
  /** What a row is called where only its name is heard: `invoice INV-1042`. */
  @property({ attribute: false }) rowName: (row: Row) => string = (row) => this.rowKey(row);
  @property({ attribute: false }) sort: Sort | undefined;
  @property({ type: Boolean }) selectable = false;
  @property({ attribute: false }) isSelectable: (row: Row) => boolean = () => true;
  /** Keys of the selected rows. */
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  /** The first column becomes a button that opens the row; so does a click anywhere in it. */
  @property({ type: Boolean }) openable = false;
  /** Keys of rows that changed live; marked for a moment. */
  @property({ attribute: false }) changed: ReadonlySet<string> = new Set();
  /** Shows this many rows of skeleton in place of rows. */
  @property({ type: Number, attribute: 'skeleton-rows' }) skeletonRows = 0;

  /** The row that Tab leads to; arrow keys move it. */
  @state() private current = 0;
  private readonly texts = new KitTexts(this);

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('columns') || changed.has('selectable')) {
      const picks = this.selectable;
      this.style.setProperty('--columns-all', track(this.columns, 3, picks));
      this.style.setProperty('--columns-2', track(this.columns, 2, picks));
      this.style.setProperty('--columns-1', track(this.columns, 1, picks));
    }
    if (this.current >= this.rows.length) this.current = Math.max(0, this.rows.length - 1);
  }

  protected override render(): TemplateResult {
    // Roles are written out: a table that is laid out as a grid is no table to some screen readers.
    return html`<table role="table" aria-label=${this.caption} aria-rowcount=${this.rows.length + 1}
        aria-busy=${this.skeletonRows ? 'true' : nothing}>
        <thead role="rowgroup"><tr role="row">${this.selectAll()}${this.columns.map((c) => this.header(c))}</tr></thead>
        <tbody role="rowgroup" @keydown=${this.onKeydown} @focusin=${this.onFocusin}>
          ${
            this.skeletonRows
              ? Array.from({ length: this.skeletonRows }, () => this.skeletonRow())
              : repeat(this.rows, this.rowKey, (row, index) => this.row(row, index))
          }
        </tbody>
      </table>
      <div class="visually-hidden" role="status">${this.announcement()}</div>
      <div class="total"><slot name="total"></slot></div>`;
  }

  private header(column: Column<Row>): TemplateResult {
    const sorted = this.sort?.key === column.key ? this.sort.direction : undefined;
    const icon = !sorted ? arrowUpDownIcon : sorted === 'ascending' ? arrowUpIcon : arrowDownIcon;
    return html`<th role="columnheader" scope="col" class="${classes(column)} ${column.sortable ? 'can-sort' : ''}"
      aria-sort=${sorted ?? nothing}>
      ${
        column.sortable
          ? html`<button type="button" class="sort" @click=${() => this.sortBy(column)}>${column.label}${icon()}</button>`
          : column.label
      }
    </th>`;
  }

  private selectAll(): TemplateResult | typeof nothing {
    if (!this.selectable) return nothing;
    const candidates = this.rows.filter(this.isSelectable);
    const chosen = candidates.filter((row) => this.selected.has(this.rowKey(row))).length;
    const all = candidates.length > 0 && chosen === candidates.length;
    return html`<th role="columnheader" class="pick-all"><label class="pick"><input type="checkbox"
      aria-label=${this.texts.t.selectAll} .checked=${live(all)} .indeterminate=${chosen > 0 && !all}
      ?disabled=${candidates.length === 0} @change=${() => this.select(withAll(this.selected, candidates.map(this.rowKey), !all))}
    /></label></th>`;
  }

  private row(row: Row, index: number): unknown {
    const key = this.rowKey(row);
    const selected = this.selected.has(key);
    const current = index === this.current;
    const changed = this.changed.has(key);
    const { columns, selectable, isSelectable, openable, texts } = this;
    // A thousand rows are drawn once; a click redraws only the rows whose facts here changed.
    const facts = [
      row,
      index,
      selected,
      current,
      changed,
      columns,
      selectable,
      isSelectable,
      openable,
      texts.locale,
    ];
    return guard(facts, () => {
      const stop = current ? 0 : -1;
      return html`<tr role="row" aria-rowindex=${index + 2} data-index=${index}
        class="${selectable ? 'picks' : ''} ${openable ? 'openable' : ''} ${selected ? 'selected' : ''} ${changed ? 'changed' : ''}"
        @click=${openable ? this.onRowClick : nothing}>
        ${
          selectable
            ? html`<td role="cell" class="pick"><label class="pick"><input type="checkbox" tabindex=${stop}
                .checked=${live(selected)} ?disabled=${!isSelectable(row)}
                aria-label=${texts.t.selectRow(this.rowName(row))}
                @change=${() => this.select(withRow(this.selected, key))} /></label></td>`
            : nothing
        }
        ${columns.map((column, place) => {
          const content = column.cell(row);
          return html`<td role="cell" class=${classes(column)} data-label=${column.label}>${
            openable && place === 0
              ? html`<button type="button" class="open" tabindex=${stop}>${content}</button>`
              : content
          }</td>`;
        })}
      </tr>`;
    });
  }

  private skeletonRow(): TemplateResult {
    return html`<tr role="row" class="skeleton ${this.selectable ? 'picks' : ''}">
      ${this.selectable ? html`<td role="cell" class="pick"></td>` : nothing}
      ${this.columns.map(
        (column) => html`<td role="cell" class=${classes(column)}><span class="bone"></span></td>`,
      )}
    </tr>`;
  }

  private announcement(): string {
    const { t } = this.texts;
    if (this.skeletonRows) return t.loading;
    const column = this.columns.find(({ key }) => key === this.sort?.key);
    if (!this.sort || !column) return '';
    return this.sort.direction === 'ascending'
      ? t.sortedAscending(column.label)
      : t.sortedDescending(column.label);
  }

  private sortBy({ key }: Column<Row>): void {
    const turn = this.sort?.key === key && this.sort.direction === 'ascending';
    this.tell<Sort>('foyer-ui-sort', { key, direction: turn ? 'descending' : 'ascending' });
  }

  private select(selected: ReadonlySet<string>): void {
    this.selected = selected;
    this.tell('foyer-ui-select', { selected });
  }

  private readonly onRowClick = (event: MouseEvent): void => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    // What acts by itself inside a row does not open it; neither does marking text.
    const acting = target.closest('a, button:not(.open), input, label, foyer-ui-button, foyer-ui-menu');
    if (acting || getSelection()?.toString()) return;
    const row = this.rows[indexOf(target)];
    if (row !== undefined) this.tell('foyer-ui-open', { row });
  };

  private onFocusin(event: FocusEvent): void {
    const index = indexOf(event.target);
    if (index >= 0) this.current = index;
  }

  private onKeydown(event: KeyboardEvent): void {
    const next = nextRow(event.key, this.current, this.rows.length);
    if (next === undefined || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey)
      return;
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches('.open, input[type=checkbox]')) return;
    event.preventDefault();
    const control = target.matches('.open') ? '.open' : 'input';
    this.current = next;
    const row = this.renderRoot.querySelector(`tbody tr[data-index="${next}"]`);
    const destination =
      row?.querySelector<HTMLElement>(`${control}:not(:disabled)`) ??
      row?.querySelector<HTMLElement>('.open, input');
    destination?.focus();
  }
}

function classes<Row>(column: Column<Row>): string {
  return `p${column.priority ?? 1} ${column.align ?? 'start'} ${column.card ?? 'line'}`;
}

function indexOf(target: EventTarget | null): number {
  const row = target instanceof Element ? target.closest('tr[data-index]') : null;
  return Number(row?.getAttribute('data-index') ?? -1);
}

define('foyer-ui-table', FoyerUiTable);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-table': FoyerUiTable<unknown>;
  }
}
