import { css } from 'lit';

/** Styles of the first screen; those of the other views come with their code. */
export const invoicePayStyles = css`
  .view {
    padding: var(--fy-space-md);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--fy-space-2xs) var(--fy-space-md);
    margin-block-end: var(--fy-space-sm);
  }
  h2 {
    margin: 0;
    font-size: var(--fy-font-size-title);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
    outline: none;
  }
  .head-end {
    display: flex;
    align-items: center;
    gap: var(--fy-space-2xs);
    margin-inline-end: calc(-1 * var(--fy-space-xs));
  }
  .as-of {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-variant-numeric: tabular-nums;
  }
  .owed {
    display: flex;
    flex-wrap: wrap;
    gap: var(--fy-space-xs) var(--fy-space-xl);
    margin: 0 0 var(--fy-space-md);
  }
  .owed div {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-inline-size: 96px;
  }
  .owed dt {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  .owed dd {
    margin: 0;
    font-size: var(--fy-font-size-lead);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
  }
  .owed .main dd {
    font-size: var(--fy-font-size-figure);
    letter-spacing: -0.01em;
  }
  .owed .late dd {
    color: var(--fy-color-critical);
  }
  .owed .bone {
    display: block;
    inline-size: 5em;
    margin-block: 0.25em;
  }
  .segments-skeleton {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(112px, 1fr));
    gap: var(--fy-space-xs);
  }
  .segments-skeleton .bone.block {
    block-size: 79px;
    inline-size: auto;
    border-radius: var(--fy-radius-control);
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--fy-space-xs);
    margin-block: var(--fy-space-lg) var(--fy-space-xs);
  }
  .segmented {
    display: inline-flex;
    padding: 2px;
    border: 1px solid var(--fy-color-border);
    border-radius: calc(var(--fy-radius-control) + 2px);
    background: var(--fy-color-surface-sunken);
  }
  .segmented button {
    min-block-size: calc(var(--fy-control-height) - 6px);
    padding: 0 var(--fy-space-sm);
    border: 1px solid transparent;
    border-radius: var(--fy-radius-control);
    background: none;
    color: var(--fy-color-text-muted);
    font: inherit;
    font-weight: var(--fy-font-weight-medium);
    cursor: pointer;
  }
  .segmented button:hover {
    color: var(--fy-color-text);
  }
  .segmented button[aria-pressed='true'] {
    border-color: var(--fy-color-border);
    background: var(--fy-color-surface);
    color: var(--fy-color-text);
  }
  .search {
    flex: 1 1 200px;
    max-inline-size: 360px;
  }
  .filters {
    flex: none;
  }
  .filters[open] {
    flex: 1 1 100%;
    order: 1;
  }
  .filters summary {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: var(--fy-control-height);
    padding-inline: var(--fy-control-padding);
    border: 1px solid var(--fy-color-border-strong);
    border-radius: var(--fy-radius-control);
    font-weight: var(--fy-font-weight-medium);
    list-style: none;
    cursor: pointer;
  }
  .filters summary::-webkit-details-marker {
    display: none;
  }
  .filters summary:hover {
    background: var(--fy-color-surface-sunken);
  }
  .filter-panel {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
    gap: var(--fy-space-sm) var(--fy-space-md);
    margin-block-start: var(--fy-space-xs);
    padding: var(--fy-space-md);
    border: 1px solid var(--fy-color-border);
    border-radius: var(--fy-radius-panel);
    background: var(--fy-color-surface-sunken);
  }
  .filtered {
    margin: 0 0 var(--fy-space-2xs);
    font-size: var(--fy-font-size-label);
  }
  foyer-ui-table::part(facts),
  foyer-ui-table::part(late) {
    display: block;
    overflow: hidden;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-small-print);
    font-weight: var(--fy-font-weight-regular);
    text-overflow: ellipsis;
  }
  foyer-ui-table::part(late) {
    color: var(--fy-color-critical);
  }
  .selection-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-xs);
    padding: var(--fy-space-xs) var(--fy-space-sm);
    border: 1px solid var(--fy-color-border);
    border-radius: var(--fy-radius-panel);
    background: var(--fy-color-surface-raised);
    box-shadow: var(--fy-elevation-overlay);
    margin-block: var(--fy-space-xs);
  }
  .selection-bar p {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--fy-space-sm);
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .selection-bar strong {
    font-size: var(--fy-font-size-lead);
    font-weight: var(--fy-font-weight-strong);
  }
  .more {
    display: grid;
    justify-items: center;
    gap: var(--fy-space-xs);
    padding-block: var(--fy-space-md) var(--fy-space-xs);
  }
  .more p {
    margin: 0;
    color: var(--fy-color-critical);
  }
  .visually-hidden {
    inset: 0 auto auto 0;
    margin: 0;
  }
  @container (inline-size < 480px) {
    foyer-ui-table::part(due) {
      text-align: end;
    }
    .view {
      padding-inline: var(--fy-space-sm);
    }
    .segmented {
      flex: 1 1 100%;
    }
    .segmented button {
      flex: 1;
    }
    .segments-skeleton {
      grid-template-columns: 1fr;
      gap: 2px;
    }
    .segments-skeleton .bone.block {
      block-size: 34px;
    }
    .search {
      max-inline-size: none;
    }
  }
  @media print {
    .toolbar,
    .selection-bar,
    .more,
    .head-end foyer-ui-button {
      display: none;
    }
  }
`;
