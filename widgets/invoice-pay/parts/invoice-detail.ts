import { css, html } from 'lit';
import { invoiceOf } from '../invoice-pay.state.ts';
import { accountMessages } from './account.messages.ts';
import { detailMessages } from './detail.messages.ts';
import './invoice-detail.element.ts';
import type { LazyView } from './lazy-view.ts';

/** Disputes and promises are of the account, and begin here. */
export const catalogue: LazyView['catalogue'] = {
  load: async (locale) => {
    await Promise.all([detailMessages.load(locale), accountMessages.load(locale)]);
  },
};
export const styles = css``;

/** One invoice: lines, totals, history, and the way to pay it. */
export const view: LazyView['view'] = (widget) =>
  html`<foyer-ui-invoice-detail class="takes-focus" .widget=${widget} .invoiceId=${invoiceOf(widget.place) ?? ''}
    .language=${widget.language} .chosen=${widget.payments.basket}></foyer-ui-invoice-detail>`;
