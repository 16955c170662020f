import { css } from 'lit';

/** The shape of the first view while its code and its data are on their way. */
export const entryStyles = css`
  :host(:state(loading)) {
    min-block-size: 720px;
  }
  .view {
    padding: var(--fy-space-md);
  }
  .shape {
    display: grid;
    gap: var(--fy-space-md);
  }
  .shape .bone {
    block-size: 44px;
  }
  .shape .bone:first-child {
    inline-size: 200px;
  }
  .shape .bone:nth-child(2) {
    block-size: 88px;
  }
`;
