import { css, unsafeCSS } from 'lit';
import { themeCss } from '../../design-tokens/dist/theme.css.ts';

/** Theme values and the manners of a guest: inherited font, own ground, reserved height. */
export const elementStyles = [
  unsafeCSS(themeCss),
  css`
    :host {
      display: block;
      position: relative;
      background: var(--foyer-widget-background, var(--fy-color-surface));
      color: var(--fy-color-text);
      font-family: var(--fy-font-family);
      font-size: var(--fy-font-size-body);
      font-weight: var(--fy-font-weight-regular);
      line-height: var(--fy-font-line-body);
      letter-spacing: normal;
      text-align: start;
      text-transform: none;
      overflow-wrap: break-word;
      -webkit-text-size-adjust: 100%;
      text-size-adjust: 100%;
    }
    :host([hidden]) {
      display: none;
    }
    :host([density='compact']) {
      --fy-control-height: var(--fy-control-height-compact);
      --fy-row-height: var(--fy-row-height-compact);
    }
    @media (pointer: coarse) {
      :host(:not([density='compact'])) {
        --fy-control-height: var(--fy-control-height-touch);
      }
    }
    :host(:state(loading)) {
      min-block-size: var(--fy-layout-min-height);
    }
    .root {
      display: flow-root;
      container-type: inline-size;
    }
  `,
];
