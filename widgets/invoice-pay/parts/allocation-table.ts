import { html, nothing, type TemplateResult } from 'lit';

export type AllocationTable = {
  /** Column labels; the first names the invoice. */
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly string[];
    readonly note?: string;
  }[];
  /** Lines between the invoices and the total, such as a surcharge, in as many cells as `head`. */
  readonly more?: readonly (readonly string[])[];
  /** The last line, in as many cells as `head`. */
  readonly total: readonly string[];
};

/** Which invoice gets how much: the same table before the payment and on its receipt. */
export function allocationTable({ head, rows, more = [], total }: AllocationTable): TemplateResult {
  const [label, ...sums] = total;
  return html`<table class="allocation">
    <thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
    <tbody>
      ${rows.map(
        ({ name, cells, note }) => html`<tr>
          <th scope="row">${name}${note ? html`<br /><span class="hint moved">${note}</span>` : nothing}</th>
          ${cells.map((cell) => html`<td>${cell}</td>`)}
        </tr>`,
      )}
      ${more.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
    </tbody>
    <tfoot><tr><th scope="row">${label}</th>${sums.map((sum) => html`<td>${sum}</td>`)}</tr></tfoot>
  </table>`;
}
