import { css, html } from 'lit';
import { invoiceOf } from '../invoice-pay.state.ts';
import { detailMessages } from './detail.messages.ts';
import './invoice-detail.element.ts';
import type { LazyView } from './lazy-view.ts';

export const catalogue = detailMessages;
export const styles = css``;

/** One invoice: lines, totals, history, and the way to pay it. */
export const view: LazyView['view'] = (widget) =>
  html`<foyer-ui-invoice-detail class="takes-focus" .widget=${widget} .invoiceId=${invoiceOf(widget.place) ?? ''}
    .language=${widget.language} .chosen=${widget.payments.basket}></foyer-ui-invoice-detail>`;
