import { css } from 'lit';

export const invoiceDetailStyles = css`
  :host {
    display: block;
  }
  h2 {
    margin: 0;
    font-size: var(--fy-font-size-title);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
    outline: none;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: var(--fy-space-sm) var(--fy-space-lg);
    margin-block: var(--fy-space-2xs) var(--fy-space-md);
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-xs);
  }
  .amount {
    margin: var(--fy-space-xs) 0 0;
    font-size: var(--fy-font-size-figure);
    font-weight: var(--fy-font-weight-strong);
    font-variant-numeric: tabular-nums;
    line-height: var(--fy-font-line-tight);
  }
  .amount small {
    display: block;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-weight: var(--fy-font-weight-regular);
  }
  .note {
    margin: var(--fy-space-2xs) 0 0;
    color: var(--fy-color-text-muted);
  }
  .note.late {
    color: var(--fy-color-critical);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--fy-space-xs);
  }
  .columns {
    display: grid;
    gap: var(--fy-space-md);
  }
  .lines {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .lines th,
  .lines td {
    padding: var(--fy-space-xs) var(--fy-space-sm);
    padding-inline-start: 0;
    border-block-end: 1px solid var(--fy-color-border);
    text-align: start;
    vertical-align: top;
  }
  .lines thead th {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-weight: var(--fy-font-weight-medium);
  }
  .lines tbody th {
    font-weight: var(--fy-font-weight-regular);
    overflow-wrap: anywhere;
  }
  .lines :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .lines .number {
    text-align: end;
    white-space: nowrap;
  }
  .lines small {
    display: block;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-small-print);
  }
  .totals {
    display: grid;
    gap: var(--fy-space-2xs);
    inline-size: min(100%, 320px);
    margin: var(--fy-space-sm) 0 0 auto;
    font-variant-numeric: tabular-nums;
  }
  .totals:dir(rtl) {
    margin: var(--fy-space-sm) auto 0 0;
  }
  .totals div {
    display: flex;
    justify-content: space-between;
    gap: var(--fy-space-md);
  }
  .totals dd {
    margin: 0;
  }
  .totals .strong {
    padding-block-start: var(--fy-space-2xs);
    border-block-start: 1px solid var(--fy-color-border);
    font-weight: var(--fy-font-weight-strong);
  }
  .dispute {
    display: block;
    margin-block-start: var(--fy-space-2xs);
    font-size: var(--fy-font-size-label);
  }
  .rule,
  .provenance {
    margin: var(--fy-space-sm) 0 0;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  .party {
    font-style: normal;
  }
  @container (inline-size >= 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 300px;
      align-items: start;
    }
  }
  @container (inline-size < 640px) {
    .lines thead {
      display: none;
    }
    .lines,
    .lines tbody,
    .lines tr,
    .lines tbody th {
      display: block;
    }
    .lines tr {
      padding-block: var(--fy-space-xs);
      border-block-end: 1px solid var(--fy-color-border);
    }
    .lines tbody :is(th, td) {
      padding: 0;
      border: 0;
    }
    .lines td {
      display: flex;
      justify-content: space-between;
      gap: var(--fy-space-md);
    }
    .lines td::before {
      content: attr(data-label);
      color: var(--fy-color-text-muted);
      font-size: var(--fy-font-size-label);
    }
    .panel {
      padding: var(--fy-space-sm) var(--fy-space-md);
    }
  }
  @media print {
    .actions,
    .back {
      display: none;
    }
  }
`;
