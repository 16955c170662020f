import { css } from 'lit';

export const reconciliationDetailStyles = css`
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-xs);
  }
  .columns {
    display: grid;
    gap: var(--fy-space-md);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    align-items: start;
    margin-block: var(--fy-space-md);
  }
  .sides {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .sides + * {
    margin-block-start: var(--fy-space-sm);
  }
  .sides th,
  .sides td {
    padding: var(--fy-space-2xs) 0;
    border-block-end: 1px solid var(--fy-color-border);
    font-weight: var(--fy-font-weight-regular);
    text-align: start;
    vertical-align: baseline;
  }
  .sides thead th {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  .sides :is(td, thead th:not(:first-child)) {
    padding-inline-start: var(--fy-space-sm);
    text-align: end;
  }
  .sides .strong :is(th, td) {
    font-weight: var(--fy-font-weight-strong);
  }
  .sides tr:last-child :is(th, td) {
    border: 0;
  }
  .hash {
    overflow-wrap: anywhere;
    font: var(--fy-font-size-small-print) / 1.5 var(--fy-font-family-mono);
  }
  .cases {
    display: grid;
    gap: var(--fy-space-sm);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .case {
    display: grid;
    gap: var(--fy-space-sm);
    padding: var(--fy-space-md);
    border: 1px solid var(--fy-color-border);
    border-radius: var(--fy-radius-panel);
    background: var(--fy-color-surface);
  }
  .proposal {
    padding: var(--fy-space-xs) var(--fy-space-sm);
    border-inline-start: 3px solid var(--fy-color-border-strong);
    background: var(--fy-color-surface-sunken);
  }
`;
