/** A column of a table of `Row`s. */
export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  /** What a cell shows; text, or a template of parts. Runs again only when the row object changes. */
  readonly cell: (row: Row) => unknown;
  /** Figures are aligned to the end, in tabular figures. */
  readonly align?: 'start' | 'end';
  readonly sortable?: boolean;
  /**
   * 1 is always there (default), 2 goes below 720 px, 3 goes below 960 px of the table's own width. In cards, below
   * 480 px, columns of priority 1 and 2 are shown.
   */
  readonly priority?: 1 | 2 | 3;
  /** A grid track. Rows are laid out apart from each other, so it must not depend on content; default `minmax(0,1fr)`. */
  readonly width?: string;
  /** In a card: `title` and `figure` share the first line, `mark` follows it, `line` (default) has its label before it. */
  readonly card?: 'title' | 'figure' | 'mark' | 'line';
};

export type Sort = { readonly key: string; readonly direction: 'ascending' | 'descending' };

/** Details of the table's events. */
export type TableSortDetail = Sort;
export type TableSelectDetail = { readonly selected: ReadonlySet<string> };
export type TableOpenDetail<Row> = { readonly row: Row };
