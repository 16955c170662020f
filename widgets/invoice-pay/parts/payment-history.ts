import { css, html } from 'lit';
import { accountMessages } from './account.messages.ts';
import type { LazyView } from './lazy-view.ts';
import { payMessages } from './pay.messages.ts';
import './payment-history.element.ts';

/** It waits and fails in the words of the account's other lists. */
export const catalogue: LazyView['catalogue'] = {
  load: async (locale) => {
    await Promise.all([payMessages.load(locale), accountMessages.load(locale)]);
  },
};
export const styles = css``;

/** What was paid before. */
export const view: LazyView['view'] = (widget) =>
  html`<foyer-ui-payment-history class="takes-focus" .widget=${widget} .language=${widget.language}></foyer-ui-payment-history>`;
