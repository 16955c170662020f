import { css } from 'lit';

/** A step that a vendor or a bank takes: what keeps it safe, what to press, and how it stands. */
export const paymentStepStyles = css`
  :host {
    display: block;
    max-inline-size: 560px;
  }
  .safe,
  .actions {
    display: flex;
    gap: var(--fy-space-xs);
  }
  .safe {
    align-items: flex-start;
    margin: 0 0 var(--fy-space-md);
    color: var(--fy-color-text-muted);
  }
  .safe .icon {
    margin-block-start: 0.15em;
  }
  .actions {
    flex-wrap: wrap;
    align-items: center;
    margin-block-start: var(--fy-space-md);
  }
  .status {
    color: var(--fy-color-text-muted);
  }
`;
