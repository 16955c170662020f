import { css } from 'lit';

/** For the template functions of `layout.ts`, and the few classes that widgets compose with. */
export const layoutStyles = css`
  .panel {
    padding: var(--fy-space-md) var(--fy-space-lg);
    border: 1px solid var(--fy-color-border);
    border-radius: var(--fy-radius-panel);
    background: var(--fy-color-surface);
  }
  .panel-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--fy-space-xs) var(--fy-space-md);
    margin-block-end: var(--fy-space-sm);
  }
  .panel-title {
    margin: 0;
    font-size: var(--fy-font-size-lead);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-xs);
  }
  .row.end {
    align-items: flex-end;
  }
  .spread {
    justify-content: space-between;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--fy-space-md);
  }
  .muted {
    color: var(--fy-color-text-muted);
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr));
    gap: var(--fy-space-sm) var(--fy-space-lg);
    margin: 0;
  }
  .facts dt {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .timeline {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .timeline li {
    position: relative;
    display: grid;
    gap: 1px;
    padding-block-end: var(--fy-space-md);
    padding-inline-start: var(--fy-space-lg);
  }
  .timeline li::before {
    content: '';
    position: absolute;
    inset-block-start: 0.4em;
    inset-inline-start: 3px;
    inline-size: 9px;
    block-size: 9px;
    border: 2px solid var(--fy-color-border-strong);
    border-radius: 50%;
    background: var(--fy-color-surface);
  }
  .timeline li::after {
    content: '';
    position: absolute;
    inset-block: calc(0.4em + 13px) -0.2em;
    inset-inline-start: 7px;
    inline-size: 1px;
    background: var(--fy-color-border);
  }
  .timeline li:last-child::after {
    content: none;
  }
  .timeline li.positive::before {
    border-color: var(--fy-color-positive);
    background: var(--fy-color-positive);
  }
  .timeline li.caution::before {
    border-color: var(--fy-color-caution);
  }
  .timeline li.critical::before {
    border-color: var(--fy-color-critical);
    background: var(--fy-color-critical);
  }
  .timeline .line {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--fy-space-md);
    font-variant-numeric: tabular-nums;
  }
  .timeline .when,
  .timeline .note {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  .crumbs {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-2xs);
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  .crumbs li {
    display: flex;
    align-items: center;
    gap: var(--fy-space-2xs);
  }
  .crumbs .icon:dir(rtl) {
    scale: -1 1;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--fy-color-accent-text);
    font: inherit;
    font-weight: var(--fy-font-weight-medium);
    text-decoration: none;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: var(--fy-space-2xs);
    min-block-size: var(--fy-control-height);
  }
  @media (pointer: coarse) {
    .link {
      min-block-size: var(--fy-control-height);
    }
  }
  .back .icon:dir(rtl) {
    scale: -1 1;
  }
`;
