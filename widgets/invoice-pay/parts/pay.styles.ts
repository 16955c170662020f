import { css } from 'lit';

export const payStyles = css`
  .paying {
    max-inline-size: 760px;
  }
  .paying .facts {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
  }
  .pay-head {
    margin-block: var(--fy-space-2xs) var(--fy-space-md);
  }
  .pay-head p {
    max-inline-size: var(--fy-layout-measure);
    margin: var(--fy-space-2xs) 0 0;
    color: var(--fy-color-text-muted);
  }
  .basket {
    display: grid;
    margin: 0 0 var(--fy-space-lg);
    padding: 0;
    border-block-start: 1px solid var(--fy-color-border);
    list-style: none;
  }
  .basket li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(180px, 240px) auto;
    gap: var(--fy-space-xs) var(--fy-space-md);
    align-items: start;
    padding-block: var(--fy-space-sm);
    border-block-end: 1px solid var(--fy-color-border);
  }
  .basket .name {
    font-weight: var(--fy-font-weight-medium);
  }
  .basket .name,
  .basket p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .basket .what {
    padding-block-start: var(--fy-space-xs);
  }
  .hint {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-variant-numeric: tabular-nums;
  }
  .hint.moved {
    color: var(--fy-color-caution);
  }
  .under-amount {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--fy-space-xs);
    margin-block-start: var(--fy-space-2xs);
  }
  .more-facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
    gap: var(--fy-space-md) var(--fy-space-lg);
    max-inline-size: 640px;
  }
  .pay-foot {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--fy-space-xs) var(--fy-space-md);
    margin-block-start: var(--fy-space-lg);
    padding-block: var(--fy-space-sm);
    border-block-start: 1px solid var(--fy-color-border);
    background: var(--fy-color-surface);
  }
  .pay-foot p {
    display: flex;
    flex: 1 1 auto;
    align-items: baseline;
    gap: var(--fy-space-sm);
    margin: 0;
  }
  .pay-foot strong {
    font-size: var(--fy-font-size-title);
    font-variant-numeric: tabular-nums;
  }
  .allocation {
    inline-size: 100%;
    max-inline-size: 720px;
    margin-block: var(--fy-space-md);
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .allocation :is(th, td) {
    padding: var(--fy-space-xs) var(--fy-space-sm);
    border-block-end: 1px solid var(--fy-color-border);
    text-align: end;
    white-space: nowrap;
  }
  .allocation :is(th, td):first-child {
    padding-inline-start: 0;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .allocation :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .allocation thead th {
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-weight: var(--fy-font-weight-medium);
  }
  .allocation tbody th {
    font-weight: var(--fy-font-weight-regular);
  }
  .allocation tfoot :is(th, td) {
    border: 0;
    font-weight: var(--fy-font-weight-strong);
  }
  .allocation tfoot td {
    font-size: var(--fy-font-size-lead);
  }
  .pay-actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--fy-space-xs);
    margin-block-start: var(--fy-space-md);
  }
  .outcome-mark {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    margin-block: var(--fy-space-xs) var(--fy-space-sm);
    border-radius: var(--fy-radius-full);
    background: var(--fy-color-info-subtle);
    color: var(--fy-color-info);
    font-size: 22px;
  }
  .outcome-mark.positive {
    background: var(--fy-color-positive-subtle);
    color: var(--fy-color-positive);
  }
  .outcome-mark.caution {
    background: var(--fy-color-caution-subtle);
    color: var(--fy-color-caution);
  }
  .outcome-mark.critical {
    background: var(--fy-color-critical-subtle);
    color: var(--fy-color-critical);
  }
  @container (inline-size < 560px) {
    .basket li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .basket .amount-cell {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .pay-foot foyer-ui-button {
      flex: 1 1 auto;
    }
    .allocation :is(th, td) {
      padding-inline: var(--fy-space-2xs);
    }
  }
  @media print {
    .pay-actions,
    .pay-foot,
    .back {
      display: none;
    }
  }
`;
