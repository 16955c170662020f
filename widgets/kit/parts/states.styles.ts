import { css } from 'lit';

export const statesStyles = css`
  .state {
    display: grid;
    justify-items: start;
    gap: var(--fy-space-xs);
    padding: var(--fy-space-lg) var(--fy-space-md);
    max-inline-size: var(--fy-layout-measure);
  }
  .state.centred {
    justify-items: center;
    text-align: center;
    margin-inline: auto;
    padding-block: var(--fy-space-2xl);
  }
  .state .mark {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border: 1px solid var(--fy-color-status-border);
    border-radius: var(--fy-radius-full);
    background: var(--fy-color-neutral-subtle);
    color: var(--fy-color-text-muted);
    font-size: 18px;
    margin-block-end: var(--fy-space-2xs);
  }
  .state.critical .mark {
    background: var(--fy-color-critical-subtle);
    color: var(--fy-color-critical);
  }
  .state .title {
    margin: 0;
    font-size: var(--fy-font-size-lead);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
  }
  .state p {
    margin: 0;
    color: var(--fy-color-text-muted);
    text-wrap: pretty;
  }
  .state .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--fy-space-xs);
    margin-block-start: var(--fy-space-2xs);
  }
  foyer-ui-trouble {
    display: block;
  }
  /* Its part could not be fetched: the bare words. */
  foyer-ui-trouble:not(:defined)::before {
    content: attr(fallback);
  }
  .small-print {
    font: var(--fy-font-size-small-print) / 1.5 var(--fy-font-family-mono);
    color: var(--fy-color-text-muted);
    overflow-wrap: anywhere;
    user-select: all;
  }
  .banner {
    display: flex;
    align-items: flex-start;
    gap: var(--fy-space-xs);
    padding: var(--fy-space-xs) var(--fy-space-sm);
    margin-block-end: var(--fy-space-sm);
    border: 1px solid var(--fy-color-status-border);
    border-radius: var(--fy-radius-control);
    background: var(--fy-color-info-subtle);
    color: var(--fy-color-text);
  }
  .banner > .icon {
    margin-block-start: 0.15em;
    color: var(--fy-color-info);
  }
  .banner.caution {
    background: var(--fy-color-caution-subtle);
  }
  .banner.caution > .icon {
    color: var(--fy-color-caution);
  }
  .banner.critical {
    background: var(--fy-color-critical-subtle);
  }
  .banner.critical > .icon {
    color: var(--fy-color-critical);
  }
  .banner.positive {
    background: var(--fy-color-positive-subtle);
  }
  .banner.positive > .icon {
    color: var(--fy-color-positive);
  }
  .banner .words {
    flex: 1;
    min-inline-size: 0;
  }
  .banner strong {
    font-weight: var(--fy-font-weight-strong);
  }
  .skeleton {
    display: grid;
    gap: var(--fy-space-sm);
    padding: var(--fy-space-md) 0;
  }
  .bone {
    block-size: 0.8em;
    border-radius: var(--fy-radius-small);
    background: var(--fy-color-skeleton);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .bone:nth-child(3n + 1) {
    inline-size: 82%;
  }
  .bone:nth-child(3n + 2) {
    inline-size: 64%;
  }
  .bone.block {
    block-size: 64px;
    inline-size: 100%;
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @media (forced-colors: active) {
    .bone {
      background: GrayText;
    }
  }
`;
