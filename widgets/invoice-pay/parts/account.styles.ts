import { css } from 'lit';

/** Tables, lists and forms of the account's views. */
export const accountStyles = css`
  :host {
    display: block;
  }
  h2 {
    margin: 0 0 var(--fy-space-sm);
    font-size: var(--fy-font-size-title);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
    outline: none;
  }
  h3 {
    margin: 0 0 var(--fy-space-xs);
    font-size: var(--fy-font-size-lead);
    font-weight: var(--fy-font-weight-strong);
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--fy-space-sm) var(--fy-space-md);
    margin-block-end: var(--fy-space-md);
  }
  .controls > .push {
    margin-inline-start: auto;
  }
  .hint {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-variant-numeric: tabular-nums;
  }
  .late {
    color: var(--fy-color-critical);
  }
  .scroll {
    overflow-x: auto;
  }
  .scroll + .hint {
    margin-block-start: var(--fy-space-xs);
  }
  .sums {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .sums :is(th, td) {
    padding: var(--fy-space-xs) var(--fy-space-sm);
    border-block-end: 1px solid var(--fy-color-border);
    text-align: start;
    vertical-align: top;
  }
  .sums :is(th, td):first-child {
    padding-inline-start: 0;
  }
  .sums :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .sums .number {
    text-align: end;
    white-space: nowrap;
  }
  .sums thead th {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-weight: var(--fy-font-weight-medium);
  }
  .sums tbody th {
    font-weight: var(--fy-font-weight-regular);
  }
  .sums .strong :is(th, td),
  .sums tfoot :is(th, td) {
    font-weight: var(--fy-font-weight-strong);
  }
  .sums small {
    display: block;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-small-print);
  }
  .list {
    margin: 0;
    padding: 0;
    border-block-start: 1px solid var(--fy-color-border);
    list-style: none;
  }
  .list > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--fy-space-2xs) var(--fy-space-md);
    align-items: baseline;
    padding-block: var(--fy-space-sm);
    border-block-end: 1px solid var(--fy-color-border);
  }
  .list.single > li {
    grid-template-columns: minmax(0, 1fr);
  }
  .sums .whole {
    white-space: nowrap;
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-2xs) var(--fy-space-xs);
  }
  .figure {
    font-weight: var(--fy-font-weight-strong);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .more,
  .gap {
    margin-block-start: var(--fy-space-md);
  }
  .form {
    display: grid;
    gap: var(--fy-space-md);
    max-inline-size: 560px;
  }
  .bubble {
    margin-block-end: var(--fy-space-sm);
    padding: var(--fy-space-sm) var(--fy-space-md);
    border: 1px solid var(--fy-color-border);
    border-radius: var(--fy-radius-panel);
  }
  .said {
    white-space: pre-line;
  }
  .link {
    text-align: start;
  }
  .bubble.contractor {
    background: var(--fy-color-surface-sunken);
  }
  .columns {
    display: grid;
    gap: var(--fy-space-md);
    margin-block-start: var(--fy-space-md);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--fy-space-md);
  }
  .key span::before {
    content: '';
    display: inline-block;
    inline-size: 0.75em;
    block-size: 0.75em;
    margin-inline-end: var(--fy-space-2xs);
    border: 2px solid var(--fy-color-accent);
  }
  .key .first::before {
    background: var(--fy-color-accent);
  }
  summary {
    inline-size: fit-content;
    cursor: pointer;
  }
  summary:focus-visible {
    outline: var(--fy-border-width-focus) solid var(--fy-color-focus);
    outline-offset: 2px;
  }
  input[type='file'] {
    font: inherit;
    max-inline-size: 100%;
  }
  @container (inline-size >= 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 320px;
      align-items: start;
    }
  }
  @container (inline-size < 560px) {
    .controls > .push {
      margin-inline-start: 0;
    }
    .wide {
      display: none;
    }
    .ledger,
    .ledger tbody,
    .ledger tfoot {
      display: block;
    }
    .ledger thead {
      display: none;
    }
    .ledger tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 var(--fy-space-md);
      padding-block: var(--fy-space-xs);
      border-block-end: 1px solid var(--fy-color-border);
    }
    .ledger :is(th, td) {
      padding: 0;
      border: 0;
    }
    .ledger .day,
    .ledger .number[data-label] {
      grid-column: 1 / -1;
      color: var(--fy-color-text-muted);
      font-size: var(--fy-font-size-label);
      font-weight: var(--fy-font-weight-regular);
    }
    .ledger .number[data-label]::before {
      content: attr(data-label) ' ';
    }
  }
  @media print {
    .controls,
    .form,
    foyer-ui-button,
    .back {
      display: none;
    }
  }
`;
