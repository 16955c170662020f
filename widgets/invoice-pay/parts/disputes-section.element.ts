import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { DisputePage, DisputeSummary } from '../../../server/features/disputes/disputes.contract.ts';
import { formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import { emptyPanel } from '../../kit/parts/states.ts';
import { AccountElement } from './account-element.ts';
import { disputeBadge } from './dispute-badge.ts';
import { PagedReading } from './paged-reading.ts';
import { readerZone } from './times.ts';

/** Disputes with where each stands; of one invoice alone, only if there are any. */
export class DisputesSection extends AccountElement {
  /** Empty for all invoices. */
  @property({ attribute: false }) invoiceId = '';

  private readonly disputes = new PagedReading<DisputeSummary, DisputePage>(this, (cursor, signal) =>
    this.api.disputes(this.invoiceId || undefined, cursor, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this;
    if (this.invoiceId && !this.disputes.data?.items.length) return nothing;
    return html`${this.invoiceId ? html`<h3>${t.openDisputes}</h3>` : nothing}
      ${this.reading(this.disputes, ({ items }) =>
        items.length === 0
          ? emptyPanel({ title: t.disputesEmptyTitle, body: t.disputesEmptyBody })
          : html`<ul class="list">${this.disputes.items.map((one) => this.item(one))}</ul>
            ${this.more(this.disputes)}`,
      )}`;
  }

  private item(one: DisputeSummary): TemplateResult {
    const { t, language, widget } = this;
    const open = () => widget.show({ name: 'dispute', disputeId: one.id });
    const by = one.respondBy ?? one.resolveBy;
    const clock = by && formatInstant(by, readerZone(), language);
    return html`<li>
      <p class="what"><button type="button" class="link" @click=${open}>${one.number}</button>${disputeBadge(one, t)}</p>
      <p class="figure">${formatMoney(one.amountCents, language)}</p>
      <p class="hint">${[t.disputeLine(one.subject.invoiceNumber, one.subject.description), t[`reason_${one.reasonCode}`]].join(' · ')}</p>
      <p class="hint ${one.late ? 'late' : ''}">${clock ? (one.respondBy ? t.respondBy(clock) : t.resolveBy(clock)) : nothing}</p>
    </li>`;
  }
}

define('foyer-ui-disputes-section', DisputesSection);
