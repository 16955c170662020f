import { css } from 'lit';

/** What the console's parts have in common. */
export const consoleStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  h3,
  h4 {
    margin: 0;
    font-size: var(--fy-font-size-lead);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
    outline: none;
  }
  h4 {
    font-size: var(--fy-font-size-body);
  }
  p {
    margin: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--fy-space-xs) var(--fy-space-md);
    margin-block-end: var(--fy-space-sm);
  }
  .head-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-xs);
  }
  .as-of,
  .note {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-variant-numeric: tabular-nums;
  }
  .late {
    color: var(--fy-color-critical);
  }
  .more {
    display: grid;
    justify-items: center;
    gap: var(--fy-space-xs);
    padding-block-start: var(--fy-space-md);
  }
  .panel .panel-title {
    margin: 0;
  }
  form {
    display: grid;
    gap: var(--fy-space-md);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: var(--fy-space-md);
  }
  foyer-ui-table::part(small) {
    display: block;
    overflow: hidden;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-small-print);
    font-weight: var(--fy-font-weight-regular);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
