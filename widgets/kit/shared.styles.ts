import { css } from 'lit';

/** What every shadow root of the kit begins with. */
export const sharedStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: var(--fy-border-width-focus) solid var(--fy-color-focus);
    outline-offset: 2px;
  }
  .icon {
    display: block;
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after,
    ::backdrop {
      animation: none !important;
      transition: none !important;
    }
  }
`;
