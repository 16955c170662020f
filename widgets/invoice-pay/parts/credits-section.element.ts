import { html, type TemplateResult } from 'lit';
import type {
  CreditNotePage,
  CreditNoteSummary,
} from '../../../server/features/credit-notes/credit-notes.contract.ts';
import { formatDay } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { downloadIcon } from '../../kit/icons.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import { emptyPanel } from '../../kit/parts/states.ts';
import { AccountElement } from './account-element.ts';
import { PagedReading } from './paged-reading.ts';

/** Credit notes with what is left of each. */
export class CreditsSection extends AccountElement {
  private readonly notes = new PagedReading<CreditNoteSummary, CreditNotePage>(this, (cursor, signal) =>
    this.api.creditNotes(cursor, signal),
  );

  protected override render(): TemplateResult {
    const { t } = this;
    return this.reading(this.notes, ({ items }) =>
      items.length === 0
        ? emptyPanel({ title: t.creditsEmptyTitle, body: t.creditsEmptyBody })
        : html`<ul class="list">${this.notes.items.map((note) => this.note(note))}</ul>
          ${this.more(this.notes)}`,
    );
  }

  private note(note: CreditNoteSummary): TemplateResult {
    const { t, language, widget } = this;
    const money = (cents: number) => formatMoney(cents, language);
    const name = `${note.number}.pdf`;
    return html`<li>
      <p class="what"><strong>${note.number}</strong>
        <button type="button" class="link" @click=${() => widget.show({ name: 'invoice', invoiceId: note.ofInvoice.id })}>${t.creditFor(note.ofInvoice.number)}</button>
        <foyer-ui-badge tone=${note.remainingCents > 0 ? 'positive' : 'neutral'} label=${t[`creditStatus_${note.status}`]}></foyer-ui-badge></p>
      <p class="figure">${money(note.totalCents)}</p>
      <p class="hint">${[formatDay(note.issuedOn, language), note.reason, t.creditGst(money(note.gstCents)), t.creditLeft(money(note.remainingCents), money(note.totalCents))].join(' · ')}</p>
      <foyer-ui-button size="small" variant="quiet" ?busy=${this.busy === name}
        @click=${() => widget.run(() => this.fetchFile(name, () => this.api.creditNotePdf(note.id)))}>${downloadIcon()}${t.download}</foyer-ui-button>
    </li>`;
  }
}

define('foyer-ui-credits-section', CreditsSection);
