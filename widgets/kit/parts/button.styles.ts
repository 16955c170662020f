import { css } from 'lit';

export const buttonStyles = css`
  :host {
    display: inline-flex;
    vertical-align: middle;
    max-inline-size: 100%;
    --ink: var(--fy-color-text);
  }
  .button {
    position: relative;
    display: inline-flex;
    flex: 1;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: var(--fy-control-height);
    min-inline-size: 0;
    margin: 0;
    padding: 4px var(--fy-control-padding);
    border: 1px solid var(--fy-color-border-strong);
    border-radius: var(--fy-radius-control);
    background: var(--fy-color-surface);
    color: var(--ink);
    font: inherit;
    font-size: var(--fy-font-size-body);
    font-weight: var(--fy-font-weight-medium);
    line-height: var(--fy-font-line-tight);
    text-align: center;
    text-decoration: none;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  /* Only what the pointer changes is eased: words that can be pressed are read at once. */
  .button:hover {
    background: var(--fy-color-surface-sunken);
    transition:
      background-color var(--fy-motion-quick),
      border-color var(--fy-motion-quick);
  }
  .button:active {
    background: var(--fy-color-neutral-subtle);
  }
  .button[aria-pressed='true'] {
    border-color: var(--fy-color-accent);
    background: var(--fy-color-accent-subtle);
    color: var(--fy-color-accent-text);
  }
  :host([variant='primary']) {
    --ink: var(--fy-color-on-accent);
  }
  :host([variant='primary']) .button {
    border-color: transparent;
    background: var(--fy-color-accent);
  }
  :host([variant='primary']) .button:hover {
    background: var(--fy-color-accent-hover);
  }
  :host([variant='primary']) .button:active {
    background: var(--fy-color-accent-active);
  }
  :host([variant='critical']) {
    --ink: var(--fy-color-on-critical);
  }
  :host([variant='critical']) .button {
    border-color: transparent;
    background: var(--fy-color-critical);
  }
  :host([variant='critical']) .button:hover {
    background: var(--fy-color-critical-hover);
  }
  :host([variant='quiet']) {
    --ink: var(--fy-color-accent-text);
  }
  :host([variant='quiet']) .button {
    border-color: transparent;
    background: transparent;
  }
  :host([variant='quiet']) .button:hover {
    background: var(--fy-color-accent-subtle);
  }
  :host([size='small']) .button {
    min-block-size: calc(var(--fy-control-height) - 6px);
    padding: 2px 10px;
    font-size: var(--fy-font-size-label);
  }
  :host([icon]) .button {
    inline-size: var(--fy-control-height);
    padding: 0;
    font-size: 16px;
  }
  :host([icon][variant='quiet']) {
    --ink: var(--fy-color-text-muted);
  }
  :host([icon][variant='quiet']) .button:hover {
    background: var(--fy-color-neutral-subtle);
    --ink: var(--fy-color-text);
  }
  :host([icon][size='small']) .button {
    inline-size: calc(var(--fy-control-height) - 6px);
    font-size: 15px;
  }
  /* As exact as a variant under the pointer: none of them looks as if it could be pressed. */
  :host([disabled]) .button:disabled {
    border-color: var(--fy-color-border);
    background: var(--fy-color-surface-sunken);
    color: var(--fy-color-text-muted);
    cursor: not-allowed;
  }
  :host([disabled][variant='quiet']) .button:disabled {
    border-color: transparent;
    background: transparent;
  }
  :host([busy]) .button {
    /* The words keep their place and their voice; only the eye sees the spinner. */
    color: transparent;
    cursor: progress;
  }
  ::slotted(svg) {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
  }
  .spinner {
    position: absolute;
    inline-size: 16px;
    block-size: 16px;
    border: 2px solid var(--ink);
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.7s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      border-style: dotted;
      border-inline-end-color: var(--ink);
    }
  }
  @media (pointer: coarse) {
    :host([size='small']) .button {
      min-block-size: var(--fy-control-height);
    }
    :host([icon][size='small']) .button {
      inline-size: var(--fy-control-height);
    }
  }
  @media (forced-colors: active) {
    /* The words cannot be made transparent here: the spinner stands beside them. */
    .spinner {
      position: static;
    }
    :host([disabled]) .button:disabled {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
