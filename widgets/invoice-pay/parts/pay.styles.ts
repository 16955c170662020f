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
  .hint.caution {
    display: block;
  }
  .hint:is(.moved, .caution) {
    color: var(--fy-color-caution);
  }
  .under-amount {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--fy-space-xs);
    margin-block-start: var(--fy-space-2xs);
  }
  .line-facts {
    grid-column: 1 / -1;
  }
  .line-facts summary {
    inline-size: fit-content;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    cursor: pointer;
  }
  .line-facts summary:focus-visible {
    outline: var(--fy-border-width-focus) solid var(--fy-color-focus);
    outline-offset: 2px;
  }
  .line-facts .more-facts {
    margin-block: var(--fy-space-xs) var(--fy-space-2xs);
  }
  .credits,
  .rails {
    margin: 0 0 var(--fy-space-lg);
    padding: 0;
    border: 0;
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--fy-space-md);
  }
  .section-head h3,
  .rails legend {
    margin: 0;
    padding: 0;
    font-size: var(--fy-font-size-lead);
    font-weight: var(--fy-font-weight-strong);
  }
  .credits > .hint {
    margin: var(--fy-space-2xs) 0 var(--fy-space-xs);
  }
  .credit-list {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .credit-list li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--fy-space-2xs) var(--fy-space-md);
    align-items: baseline;
    padding-block: var(--fy-space-sm);
    border-block-start: 1px solid var(--fy-color-border);
  }
  .credit-list p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .credit-list .link {
    justify-self: start;
    grid-column: 1 / -1;
  }
  .share {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(140px, 240px) auto;
    gap: var(--fy-space-xs);
    align-items: start;
  }
  .rails {
    display: grid;
    gap: var(--fy-space-2xs);
  }
  .rails legend {
    margin-block-end: var(--fy-space-2xs);
  }
  .rail {
    display: flex;
    align-items: flex-start;
    gap: var(--fy-space-sm);
    padding: var(--fy-space-xs) var(--fy-space-sm);
    border: 1px solid var(--fy-color-border);
    border-radius: var(--fy-radius-control);
    cursor: pointer;
  }
  .rail:has(:checked) {
    border-color: var(--fy-color-accent);
    background: var(--fy-color-surface-sunken);
  }
  .rail.closed {
    border-style: dashed;
    cursor: default;
  }
  .rail.closed .rail-name {
    color: var(--fy-color-text-muted);
  }
  .rail input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 1px 0 0;
    accent-color: var(--fy-color-accent);
  }
  .rail input:focus-visible {
    outline: var(--fy-border-width-focus) solid var(--fy-color-focus);
    outline-offset: 2px;
  }
  .rail-name {
    display: block;
    font-weight: var(--fy-font-weight-medium);
  }
  .no-money {
    margin: 0 0 var(--fy-space-lg);
  }
  .waiting {
    display: flex;
    gap: var(--fy-space-xs);
    align-items: flex-start;
    max-inline-size: var(--fy-layout-measure);
    margin-block: var(--fy-space-md);
  }
  .waiting p {
    margin: 0;
  }
  .waiting .icon {
    flex: none;
    margin-block-start: 0.2em;
    color: var(--fy-color-info);
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
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--fy-space-sm);
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
    .credit-list li {
      grid-template-columns: minmax(0, 1fr);
    }
    .share {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .share foyer-ui-select {
      grid-column: 1 / -1;
    }
    .pay-foot foyer-ui-button {
      flex: 1 1 auto;
    }
    .allocation :is(th, td) {
      padding-inline: var(--fy-space-2xs);
    }
  }
  @container (inline-size < 480px) {
    .allocation thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .allocation :is(tbody, tfoot) {
      display: block;
    }
    .allocation :is(tbody, tfoot) tr {
      display: grid;
      padding-block: var(--fy-space-xs);
      border-block-end: 1px solid var(--fy-color-border);
    }
    .allocation tfoot tr {
      border: 0;
    }
    .allocation :is(tbody, tfoot) :is(th, td) {
      padding: 2px 0;
      border: 0;
    }
    .allocation tbody th {
      font-weight: var(--fy-font-weight-medium);
    }
    .allocation td {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: var(--fy-space-sm);
    }
    .allocation td:empty {
      display: none;
    }
    .allocation td::before {
      content: attr(data-label);
      color: var(--fy-color-text-muted);
      font-size: var(--fy-font-size-label);
      font-weight: var(--fy-font-weight-regular);
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
