import { css, html, type TemplateResult } from 'lit';
import { backLink } from '../../kit/parts/layout.ts';
import '../../kit/parts/tabs.ts';
import { type AccountSection, accountSections, listView } from '../invoice-pay.state.ts';
import { accountMessages } from './account.messages.ts';
import './aging-section.element.ts';
import './credits-section.element.ts';
import './dispute-thread.element.ts';
import './disputes-section.element.ts';
import type { LazyView } from './lazy-view.ts';
import './payment-methods.element.ts';
import './remittances-section.element.ts';
import './statements-section.element.ts';
import type { Widget } from './widget.ts';

export const catalogue = accountMessages;
export const styles = css``;

/** The account beside its invoices: how old the debt is, statements, credits and disputes. */
export const view: LazyView['view'] = (widget) => {
  const { place } = widget;
  if (place.name === 'dispute') {
    return html`<foyer-ui-dispute-thread class="takes-focus" .widget=${widget} .disputeId=${place.disputeId} .language=${widget.language}></foyer-ui-dispute-thread>`;
  }
  const t = accountMessages.in(widget.language);
  const section = place.name === 'account' ? place.section : 'aging';
  // Saved methods are for those who may pay.
  const sections = accountSections.filter((key) => key !== 'methods' || widget.canPay);
  const tabs = sections.map((key) => ({ key, label: t[`section_${key}`] }));
  const choose = (event: CustomEvent<{ key: string }>) => {
    const next = accountSections.find((key) => key === event.detail.key);
    if (next) widget.show({ name: 'account', section: next });
  };
  return html`${backLink(widget.t.backToList, () => widget.show(listView))}
    <h2 id="heading" tabindex="-1">${t.title}</h2>
    <foyer-ui-tabs label=${t.sections} .tabs=${tabs} selected=${section} @foyer-ui-tab=${choose}>
      <div slot=${section}>${sectionView(section, widget)}</div>
    </foyer-ui-tabs>`;
};

function sectionView(section: AccountSection, widget: Widget): TemplateResult {
  const { language } = widget;
  switch (section) {
    case 'aging':
      return html`<foyer-ui-aging-section .widget=${widget} .language=${language}></foyer-ui-aging-section>`;
    case 'statements':
      return html`<foyer-ui-statements-section .widget=${widget} .language=${language}></foyer-ui-statements-section>`;
    case 'credits':
      return html`<foyer-ui-credits-section .widget=${widget} .language=${language}></foyer-ui-credits-section>`;
    case 'disputes':
      return html`<foyer-ui-disputes-section .widget=${widget} .language=${language}></foyer-ui-disputes-section>`;
    case 'remittances':
      return html`<foyer-ui-remittances-section .widget=${widget} .language=${language}></foyer-ui-remittances-section>`;
    case 'methods':
      return html`<foyer-ui-payment-methods .widget=${widget} .language=${language}><slot name="payment"></slot></foyer-ui-payment-methods>`;
  }
}
