import { css } from 'lit';

export const fieldStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .field {
    display: grid;
    gap: var(--fy-space-2xs);
  }
  label,
  .label {
    font-size: var(--fy-font-size-label);
    font-weight: var(--fy-font-weight-medium);
    line-height: var(--fy-font-line-tight);
    color: var(--fy-color-text);
  }
  .optional {
    font-weight: var(--fy-font-weight-regular);
    color: var(--fy-color-text-muted);
  }
  .hint,
  .error {
    font-size: var(--fy-font-size-label);
    color: var(--fy-color-text-muted);
  }
  .error {
    display: flex;
    gap: 5px;
    align-items: flex-start;
    color: var(--fy-color-critical);
  }
  .error .icon {
    margin-block-start: 0.15em;
  }
  .box {
    display: flex;
    align-items: center;
    gap: var(--fy-space-xs);
    min-block-size: var(--fy-control-height);
    padding-inline: 10px;
    border: var(--fy-border-width-control) solid var(--fy-color-border-strong);
    border-radius: var(--fy-radius-control);
    background: var(--fy-color-surface);
    color: var(--fy-color-text);
    transition: border-color var(--fy-motion-quick);
  }
  .box:focus-within {
    border-color: var(--fy-color-focus);
    outline: 1px solid var(--fy-color-focus);
    outline-offset: 0;
  }
  .box.invalid {
    border-color: var(--fy-color-critical);
  }
  .box.disabled {
    border-color: var(--fy-color-border);
    background: var(--fy-color-surface-sunken);
    color: var(--fy-color-text-muted);
  }
  .affix {
    flex: none;
    color: var(--fy-color-text-muted);
  }
  input,
  select,
  textarea {
    flex: 1;
    min-inline-size: 0;
    inline-size: 100%;
    min-block-size: calc(var(--fy-control-height) - 2px);
    margin: 0;
    padding: 0;
    border: 0;
    outline: 0;
    background: transparent;
    color: inherit;
    font: inherit;
    font-size: var(--fy-font-size-body);
    letter-spacing: inherit;
  }
  /* The box around it shows the focus. */
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline: 0;
  }
  textarea {
    padding-block: 8px;
    resize: vertical;
    field-sizing: content;
    min-block-size: 4.5em;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--fy-color-text-muted);
    opacity: 1;
  }
  input.figures {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  input[type='search']::-webkit-search-cancel-button {
    display: none;
  }
  @media (pointer: coarse) {
    /* Below 16 pixels, phones zoom the page into the field. */
    input,
    select,
    textarea {
      font-size: var(--fy-font-size-lead);
    }
  }
`;
