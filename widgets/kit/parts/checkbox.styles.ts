import { css } from 'lit';

/** A native checkbox drawn by us; for the checkbox part and for rows of a table. */
export const checkboxStyles = css`
  input[type='checkbox'] {
    appearance: none;
    display: inline-grid;
    place-content: center;
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    border: 1.5px solid var(--fy-color-border-strong);
    border-radius: var(--fy-radius-small);
    background: var(--fy-color-surface);
    color: var(--fy-color-on-accent);
    cursor: pointer;
  }
  input[type='checkbox']::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    scale: 0;
    background: currentColor;
    clip-path: polygon(14% 44%, 0 60%, 40% 96%, 100% 18%, 84% 4%, 37% 66%);
    transition: scale var(--fy-motion-quick) var(--fy-motion-ease);
  }
  input[type='checkbox']:indeterminate::before {
    clip-path: inset(38% 8%);
  }
  input[type='checkbox']:checked,
  input[type='checkbox']:indeterminate {
    border-color: var(--fy-color-accent);
    background: var(--fy-color-accent);
  }
  input[type='checkbox']:checked::before,
  input[type='checkbox']:indeterminate::before {
    scale: 1;
  }
  input[type='checkbox']:disabled {
    border-color: var(--fy-color-border);
    background: var(--fy-color-surface-sunken);
    color: var(--fy-color-text-muted);
    cursor: not-allowed;
  }
  @media (forced-colors: active) {
    input[type='checkbox'] {
      appearance: auto;
    }
    input[type='checkbox']::before {
      content: none;
    }
  }
`;
