import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    inline-size: min(calc(100vw - 2 * var(--fy-space-md)), var(--dialog-width, 480px));
    max-block-size: calc(100dvh - 2 * var(--fy-space-md));
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--fy-radius-panel);
    background: var(--fy-color-surface-raised);
    color: var(--fy-color-text);
    box-shadow: var(--fy-elevation-overlay);
    overscroll-behavior: contain;
    opacity: 0;
    translate: 0 8px;
    transition:
      opacity var(--fy-motion-calm) var(--fy-motion-ease),
      translate var(--fy-motion-calm) var(--fy-motion-ease),
      overlay var(--fy-motion-calm) allow-discrete,
      display var(--fy-motion-calm) allow-discrete;
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    opacity: 1;
    translate: 0;
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      translate: 0 8px;
    }
  }
  dialog::backdrop {
    background: var(--fy-color-backdrop);
    opacity: 0;
    transition:
      opacity var(--fy-motion-calm),
      overlay var(--fy-motion-calm) allow-discrete,
      display var(--fy-motion-calm) allow-discrete;
  }
  dialog[open]::backdrop {
    opacity: 1;
  }
  @starting-style {
    dialog[open]::backdrop {
      opacity: 0;
    }
  }
  :host([kind='drawer']) dialog {
    inset-block: 0;
    margin-block: 0;
    margin-inline: auto 0;
    block-size: 100dvh;
    max-block-size: 100dvh;
    inline-size: min(100vw, var(--dialog-width, 560px));
    max-inline-size: 100vw;
    border-radius: 0;
    translate: 24px 0;
  }
  :host([kind='drawer']) dialog:dir(rtl) {
    translate: -24px 0;
  }
  :host([kind='drawer']) dialog[open] {
    translate: 0;
  }
  @starting-style {
    :host([kind='drawer']) dialog[open] {
      translate: 24px 0;
    }
  }
  .head {
    display: flex;
    align-items: flex-start;
    gap: var(--fy-space-sm);
    padding: var(--fy-space-md) var(--fy-space-md) var(--fy-space-sm) var(--fy-space-lg);
  }
  :host(:dir(rtl)) .head {
    padding: var(--fy-space-md) var(--fy-space-lg) var(--fy-space-sm) var(--fy-space-md);
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding-block: 4px;
    font-size: var(--fy-font-size-title);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
    text-wrap: balance;
    outline: none;
  }
  .body {
    padding: var(--fy-space-2xs) var(--fy-space-lg) var(--fy-space-lg);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--fy-space-xs);
    padding: var(--fy-space-sm) var(--fy-space-lg);
    border-block-start: var(--fy-border-width-hairline) solid var(--fy-color-border);
  }
  @media (width < 480px) {
    .body {
      padding-inline: var(--fy-space-md);
    }
    .head,
    :host(:dir(rtl)) .head {
      padding-inline: var(--fy-space-md);
    }
    .foot {
      padding-inline: var(--fy-space-md);
    }
    .foot ::slotted(foyer-ui-button) {
      flex: 1 1 auto;
    }
  }
`;
