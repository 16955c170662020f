import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Invoice } from '../../../server/features/invoices/invoices.contract.ts';
import type {
  PromiseList,
  PromiseStatus,
  PromiseToPay,
} from '../../../server/features/promises/promises.contract.ts';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import { dayInZone, daysBetween, formatDay } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/text-field.ts';
import { FormDraft } from '../../kit/form-draft.ts';
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
  /** Of which promise somebody is asked whether to withdraw it. */
  @state() private asking = '';
  private key = new RepeatKey();
  private draft: FormDraft | undefined;

  private readonly promises = new Reading<PromiseList>(this, (signal) =>
    this.api.promises(this.invoice.id, signal),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = new FormDraft(`promise:${this.invoice.id}`, this.widget.me);
    this.draft = draft;
    this.key = new RepeatKey(new FormDraft(`promise.sent:${this.invoice.id}`, this.widget.me));
    this.typed = draft.text('typed') ?? null;
    this.day = draft.text('day') ?? '';
    this.note = draft.text('note') ?? '';
  }

  protected override render(): TemplateResult {
    const { t, language, invoice } = this;
    const balance = formatMoney(invoice.balanceCents, language);
    return html`<form class="form" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.promise());
    }}>
      <p class="hint">${t.promiseLead}</p>
      <foyer-ui-money-field label=${t.amount} .value=${this.typed ?? formatAmount(invoice.balanceCents, language)}
        .error=${this.cents === null ? t.amountWrong(balance) : undefined} @input=${this.type} @change=${this.type}></foyer-ui-money-field>
      <foyer-ui-text-field type="date" label=${t.promiseOn} .value=${this.day}
        .error=${this.isChecked ? this.dayProblem : undefined}
        @change=${(event: Event) => {
          this.day = textOf(event);
          this.keep();
        }}></foyer-ui-text-field>
      <foyer-ui-text-field optional label=${t.note} max-length="500" .value=${this.note}
        @input=${(event: Event) => {
          this.note = textOf(event);
          this.keep();
        }}></foyer-ui-text-field>
      <div class="row"><foyer-ui-button type="submit" variant="primary" ?busy=${this.busy === 'promise'}>${t.promiseDo(formatMoney(this.cents ?? 0, language))}</foyer-ui-button></div>
    </form>
    <div class="gap">${this.reading(this.promises, ({ items }) =>
      items.length > 0
        ? html`<h3>${t.promises}</h3><ul class="list">${items.map((one) => this.item(one))}</ul>`
        : nothing,
    )}</div>`;
  }

  private keep(): void {
    const { typed, day, note } = this;
    this.draft?.keep({ ...(typed !== null && { typed }), day, note });
  }

  private item(one: PromiseToPay): TemplateResult {
    const { t, language } = this;
    return html`<li>
      <p class="what">${t.promiseText(formatMoney(one.amountCents, language), formatDay(one.promisedOn, language))}
        <foyer-ui-badge tone=${tones[one.status]} label=${t[`promiseStatus_${one.status}`]}></foyer-ui-badge></p>
      ${one.status === 'open' ? this.withdrawal(one.id) : nothing}
      <p class="hint">${[one.promisedBy, one.note].filter(Boolean).join(' · ')}</p>
    </li>`;
  }

  private withdrawal(id: string): TemplateResult {
    const { t } = this;
    const ask = (about: string) => () => {
      this.asking = about;
    };
    if (this.asking !== id)
      return html`<foyer-ui-button size="small" variant="quiet" @click=${ask(id)}>${t.promiseWithdraw}</foyer-ui-button>`;
    return html`<div role="group" aria-label=${t.promiseWithdraw}><p>${t.promiseWithdrawSure}</p>
      <foyer-ui-button size="small" variant="critical" ?busy=${this.busy === id} @click=${() => this.widget.run(() => this.withdraw(id))}>${t.promiseWithdraw}</foyer-ui-button>
      <foyer-ui-button size="small" variant="quiet" @click=${ask('')}>${t.keep}</foyer-ui-button></div>`;
  }

  private get cents(): number | null {
    const cents = this.typed === null ? this.invoice.balanceCents : parseTyped(this.typed);
    return cents !== null && cents > 0 && cents <= this.invoice.balanceCents ? cents : null;
  }

  /** Today or later, and at most a year ahead, as the server has it. */
  private get dayProblem(): string | undefined {
    const today = dayInZone(new Date().toISOString(), readerZone());
    if (this.day < today) return this.t.promisePast;
    return daysBetween(today, this.day) > 365 ? this.t.promiseFar : undefined;
  }

  private readonly type = (event: Event) => {
    this.typed = textOf(event);
    this.keep();
  };

  private async promise(): Promise<void> {
    this.isChecked = true;
    const { cents, day, t, language } = this;
    if (cents === null || this.dayProblem) {
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
    this.draft?.drop();
    this.isChecked = false;
    this.typed = null;
    this.day = '';
    this.note = '';
    this.widget.announce(t.promised_done(formatMoney(cents, language), formatDay(day, language)));
    await this.promises.read();
  }

  private async withdraw(id: string): Promise<void> {
    await this.act(id, () => this.api.withdrawPromise(id, idempotencyKey()), this.t.actionFailed);
    this.asking = '';
    await this.promises.read();
  }
}

define('foyer-ui-promise-form', PromiseForm);
