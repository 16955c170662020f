import { html, nothing, type TemplateResult } from 'lit';

export type AllocationTable = {
  /** Column labels; the first names the invoice. */
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly string[];
    /** Facts that stand with the invoice. */
    readonly note?: string | undefined;
    /** What changed under the payer's hands. */
    readonly caution?: string | undefined;
  }[];
  /** Lines between the invoices and the total, such as a surcharge, in as many cells as `head`. */
  readonly more?: readonly (readonly string[])[];
  /** The last line, in as many cells as `head`. */
  readonly total: readonly string[];
};

/**
 * Which invoice gets how much: the same table before the payment and on its receipt. Where it is narrow each invoice's
 * amounts stand below its name, each with its column's label; the roles stay said, as the layout takes the table's own away.
 */
export function allocationTable({ head, rows, more = [], total }: AllocationTable): TemplateResult {
  const line = (name: unknown, cells: readonly string[]) => html`<tr role="row">
    <th role="rowheader" scope="row">${name}</th>
    ${cells.map((cell, index) => html`<td role="cell" data-label=${head[index + 1] ?? ''}>${cell}</td>`)}
  </tr>`;
  const [label, ...sums] = total;
  return html`<table class="allocation" role="table">
    <thead role="rowgroup"><tr role="row">${head.map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}</tr></thead>
    <tbody role="rowgroup">
      ${rows.map(({ name, cells, note, caution }) => line(html`${name}${below(note, 'hint')}${below(caution, 'hint moved')}`, cells))}
      ${more.map(([name, ...cells]) => line(name, cells))}
    </tbody>
    <tfoot role="rowgroup">${line(label, sums)}</tfoot>
  </table>`;
}

const below = (text: string | undefined, classes: string) =>
  text ? html`<br /><span class=${classes}>${text}</span>` : nothing;
