import { css } from 'lit';

export const tableStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  table,
  thead,
  tbody {
    display: block;
  }
  table {
    inline-size: 100%;
    font-variant-numeric: tabular-nums;
  }
  tr {
    display: grid;
    grid-template-columns: var(--columns-all);
    align-items: center;
    column-gap: var(--fy-space-md);
    padding-inline: var(--fy-space-sm);
    border-block-end: var(--fy-border-width-hairline) solid var(--fy-color-border);
  }
  thead {
    position: sticky;
    inset-block-start: var(--fy-layout-sticky-top);
    z-index: 1;
    background: var(--fy-color-surface);
  }
  thead tr {
    min-block-size: 36px;
  }
  th {
    min-inline-size: 0;
    padding: 0;
    color: var(--fy-color-text-muted);
    font-size: var(--fy-font-size-label);
    font-weight: var(--fy-font-weight-medium);
    text-align: start;
  }
  td {
    min-inline-size: 0;
    padding: 5px 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .end {
    text-align: end;
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    min-block-size: 28px;
    margin: 0 -6px;
    padding: 0 6px;
    border: 0;
    border-radius: var(--fy-radius-small);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .sort:hover {
    background: var(--fy-color-neutral-subtle);
    color: var(--fy-color-text);
  }
  .end .sort {
    flex-direction: row-reverse;
  }
  .sort .icon {
    inline-size: 13px;
    block-size: 13px;
    opacity: 0;
  }
  .sort:hover .icon,
  .sort:focus-visible .icon {
    opacity: 0.6;
  }
  [aria-sort] .sort {
    color: var(--fy-color-text);
  }
  [aria-sort] .sort .icon {
    opacity: 1;
  }
  tbody tr {
    min-block-size: var(--fy-row-height);
    /* A row that is not on the screen costs nothing; its height is known. */
    content-visibility: auto;
    contain-intrinsic-size: auto var(--fy-row-height);
  }
  tbody tr:hover {
    background: var(--fy-color-surface-hover);
  }
  tbody tr.openable {
    cursor: pointer;
  }
  tbody tr.skeleton {
    content-visibility: visible;
  }
  tbody tr.selected {
    background: var(--fy-color-surface-selected);
  }
  tbody tr:focus-within {
    box-shadow: inset 2px 0 0 var(--fy-color-accent);
  }
  tbody tr:dir(rtl):focus-within {
    box-shadow: inset -2px 0 0 var(--fy-color-accent);
  }
  tbody tr.changed {
    animation: changed 2.4s var(--fy-motion-ease);
  }
  @keyframes changed {
    from {
      background: var(--fy-color-caution-subtle);
    }
  }
  .open {
    max-inline-size: 100%;
    margin: 0;
    padding: 2px 0;
    border: 0;
    background: none;
    color: var(--fy-color-accent-text);
    font: inherit;
    font-weight: var(--fy-font-weight-medium);
    text-align: inherit;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .open:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .pick {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 100%;
    min-block-size: 24px;
  }
  .bone {
    display: block;
    block-size: 0.75em;
    inline-size: 70%;
    border-radius: var(--fy-radius-small);
    background: var(--fy-color-skeleton);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .end .bone {
    margin-inline-start: auto;
    inline-size: 50%;
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  .total {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
  }
  @container (inline-size < 960px) {
    tr {
      grid-template-columns: var(--columns-2);
    }
    .p3 {
      display: none;
    }
  }
  @container (inline-size < 720px) {
    tr {
      grid-template-columns: var(--columns-1);
      column-gap: var(--fy-space-sm);
    }
    .p2 {
      display: none;
    }
  }
  @container (inline-size < 480px) {
    thead {
      position: relative;
      inset-block-start: auto;
    }
    thead tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--fy-space-sm);
      padding-block: var(--fy-space-2xs);
    }
    thead th {
      white-space: nowrap;
    }
    /* Cards tell their labels themselves; a row of heads that is heard, and takes no room. */
    thead tr:not(:has(.pick-all, .can-sort)) {
      min-block-size: 0;
      padding: 0;
      border: 0;
    }
    thead th:not(.pick-all, .can-sort) {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      grid-template-columns: 1fr auto;
      gap: var(--fy-space-2xs) var(--fy-space-sm);
      padding-block: var(--fy-space-sm);
      contain-intrinsic-size: auto 112px;
    }
    tbody tr.picks {
      grid-template-columns: 24px 1fr auto;
    }
    td {
      padding: 0;
      grid-column: 1 / -1;
      overflow-wrap: anywhere;
      white-space: normal;
    }
    tr.picks td {
      grid-column: 2 / -1;
    }
    td.p2 {
      display: block;
    }
    td.line {
      text-align: end;
    }
    .line .bone {
      margin-inline-start: auto;
      inline-size: 40%;
    }
    tr td.p3 {
      display: none;
    }
    td.line::before {
      content: attr(data-label);
      float: inline-start;
      margin-inline-end: var(--fy-space-md);
      color: var(--fy-color-text-muted);
      font-size: var(--fy-font-size-label);
    }
    tr td.title {
      grid-area: 1 / 1 / 2 / 2;
    }
    tr td.figure {
      grid-area: 1 / 2 / 2 / 3;
      font-weight: var(--fy-font-weight-strong);
    }
    tr.picks td.title {
      grid-area: 1 / 2 / 2 / 3;
    }
    tr.picks td.figure {
      grid-area: 1 / 3 / 2 / 4;
    }
    tr.picks td.pick {
      grid-area: 1 / 1 / 2 / 2;
    }
    td.title,
    td.mark {
      text-align: start;
    }
    td.figure {
      text-align: end;
    }
  }
  @media (pointer: coarse) {
    .pick {
      inline-size: 44px;
      min-block-size: 44px;
      margin-inline: -10px;
    }
    .sort,
    .open {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .bone {
      background: GrayText;
    }
    tbody tr.selected {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
