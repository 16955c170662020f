import { css } from 'lit';

export const integrationConsoleStyles = css`
  :host(:state(loading)) {
    min-block-size: 560px;
  }
  .console {
    padding: var(--fy-space-md);
  }
  h2 {
    margin: 0 0 var(--fy-space-xs);
    font-size: var(--fy-font-size-title);
    font-weight: var(--fy-font-weight-strong);
    line-height: var(--fy-font-line-tight);
  }
  @container (inline-size < 480px) {
    .console {
      padding-inline: var(--fy-space-sm);
    }
  }
`;
