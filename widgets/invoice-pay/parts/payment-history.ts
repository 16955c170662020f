import { css, html } from 'lit';
import type { LazyView } from './lazy-view.ts';
import { payMessages } from './pay.messages.ts';
import './payment-history.element.ts';

export const catalogue = payMessages;
export const styles = css``;

/** What was paid before. */
export const view: LazyView['view'] = (widget) =>
  html`<foyer-ui-payment-history class="takes-focus" .widget=${widget} .language=${widget.language}></foyer-ui-payment-history>`;
