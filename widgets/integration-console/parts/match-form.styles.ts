import { css } from 'lit';

export const matchFormStyles = css`
  .chosen {
    display: grid;
    gap: var(--fy-space-sm);
    padding: var(--fy-space-md);
    border: 1px solid var(--fy-color-border);
    border-radius: var(--fy-radius-panel);
    background: var(--fy-color-surface-sunken);
    outline: none;
  }
  ul {
    display: grid;
    gap: var(--fy-space-xs);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-2xs) var(--fy-space-sm);
  }
  .found li {
    padding-block-end: var(--fy-space-xs);
    border-block-end: 1px solid var(--fy-color-border);
  }
  .what {
    display: grid;
    flex: 1 1 140px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .what strong {
    font-weight: var(--fy-font-weight-medium);
  }
  .what small {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
  }
  .whole {
    white-space: nowrap;
  }
  .chosen li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(96px, 132px) auto;
  }
`;
