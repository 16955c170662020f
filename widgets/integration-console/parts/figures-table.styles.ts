import { css } from 'lit';

/** A short table that runs down to its total. `.figure` is a column of amounts. */
export const figuresTableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--fy-space-2xs) 0;
    border-block-end: 1px solid var(--fy-color-border);
    text-align: start;
    vertical-align: baseline;
    font-weight: var(--fy-font-weight-regular);
  }
  th {
    overflow-wrap: anywhere;
  }
  thead th,
  caption {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  caption {
    padding-block-end: var(--fy-space-2xs);
    text-align: start;
  }
  .figure {
    padding-inline-start: var(--fy-space-sm);
    text-align: end;
    white-space: nowrap;
  }
  .total th,
  .total td {
    font-weight: var(--fy-font-weight-strong);
  }
`;
