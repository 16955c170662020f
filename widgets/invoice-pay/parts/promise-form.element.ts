import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Invoice } from '../../../server/features/invoices/invoices.contract.ts';
import type {
  PromiseList,
  PromiseStatus,
  PromiseToPay,
} from '../../../server/features/promises/promises.contract.ts';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import { dayInZone, formatDay } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/text-field.ts';
import { RepeatKey } from '../controllers/repeat-key.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { AccountElement } from './account-element.ts';
import { textOf } from './field-text.ts';
import { Reading } from './reading.ts';
import { readerZone } from './times.ts';

const tones: Record<PromiseStatus, BadgeTone> = {
  open: 'info',
  kept: 'positive',
  broken: 'critical',
  withdrawn: 'neutral',
};

/** When an invoice will be paid, in the payer's own word; what was said before, and whether it was kept. */
export class PromiseForm extends AccountElement {
  @property({ attribute: false }) invoice!: Invoice;
  @state() private typed: string | null = null;
  @state() private day = '';
  @state() private note = '';
  @state() private isChecked = false;
  private readonly key = new RepeatKey();

  private readonly promises = new Reading<PromiseList>(this, (signal) =>
    this.api.promises(this.invoice.id, signal),
  );

  protected override render(): TemplateResult {
    const { t, language, invoice } = this;
    const balance = formatMoney(invoice.balanceCents, language);
    const list = this.promises.data?.items ?? [];
    return html`<form class="form" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.promise());
    }}>
      <p class="hint">${t.promiseLead}</p>
      ${this.shownTrouble()}
      <foyer-ui-money-field label=${t.amount} .value=${this.typed ?? formatAmount(invoice.balanceCents, language)}
        .error=${this.cents === null ? t.amountWrong(balance) : undefined} @input=${this.type} @change=${this.type}></foyer-ui-money-field>
      <foyer-ui-text-field type="date" label=${t.promiseOn} .value=${this.day}
        .error=${this.isChecked && !this.isDayGood ? t.promisePast : undefined}
        @change=${(event: Event) => {
          this.day = textOf(event);
        }}></foyer-ui-text-field>
      <foyer-ui-text-field optional label=${t.note} max-length="500" .value=${this.note}
        @input=${(event: Event) => {
          this.note = textOf(event);
        }}></foyer-ui-text-field>
      <div class="row"><foyer-ui-button type="submit" variant="primary" ?busy=${this.busy === 'promise'}>${t.promiseDo(formatMoney(this.cents ?? 0, language))}</foyer-ui-button></div>
    </form>
    ${list.length > 0 ? html`<h3 class="gap">${t.promises}</h3><ul class="list">${list.map((one) => this.item(one))}</ul>` : nothing}`;
  }

  private item(one: PromiseToPay): TemplateResult {
    const { t, language } = this;
    return html`<li>
      <p class="what">${t.promiseText(formatMoney(one.amountCents, language), formatDay(one.promisedOn, language))}
        <foyer-ui-badge tone=${tones[one.status]} label=${t[`promiseStatus_${one.status}`]}></foyer-ui-badge></p>
      ${
        one.status === 'open'
          ? html`<foyer-ui-button size="small" variant="quiet" ?busy=${this.busy === one.id} @click=${() => this.widget.run(() => this.withdraw(one.id))}>${t.promiseWithdraw}</foyer-ui-button>`
          : nothing
      }
      <p class="hint">${[one.promisedBy, one.note].filter(Boolean).join(' · ')}</p>
    </li>`;
  }

  private get cents(): number | null {
    const cents = this.typed === null ? this.invoice.balanceCents : parseTyped(this.typed);
    return cents !== null && cents > 0 && cents <= this.invoice.balanceCents ? cents : null;
  }

  private get isDayGood(): boolean {
    return this.day >= dayInZone(new Date().toISOString(), readerZone());
  }

  private readonly type = (event: Event) => {
    this.typed = textOf(event);
  };

  private async promise(): Promise<void> {
    this.isChecked = true;
    const { cents, day, t, language } = this;
    if (cents === null || !this.isDayGood) {
      const wrong = cents === null ? 'foyer-ui-money-field' : 'foyer-ui-text-field';
      this.renderRoot.querySelector<HTMLElement>(wrong)?.focus();
      return;
    }
    const body = { amountCents: cents, promisedOn: day, note: this.note.trim() || null };
    const done = await this.act(
      'promise',
      () => this.api.promise(this.invoice.id, body, this.key.for(body)),
      t.actionFailed,
    );
    if (!done) return;
    this.key.renew();
    this.isChecked = false;
    this.day = '';
    this.note = '';
    this.widget.announce(t.promised_done(formatMoney(cents, language), formatDay(day, language)));
    await this.promises.read();
  }

  private async withdraw(id: string): Promise<void> {
    await this.act(id, () => this.api.withdrawPromise(id, idempotencyKey()), this.t.actionFailed);
    await this.promises.read();
  }
}

define('foyer-ui-promise-form', PromiseForm);
