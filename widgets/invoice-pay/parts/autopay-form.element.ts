import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  Autopay,
  AutopayRequest,
  AutopayRun,
} from '../../../server/features/autopay/autopay.contract.ts';
import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import { formatDay, formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { FoyerUiCheckbox } from '../../kit/parts/checkbox.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/select.ts';
import '../../kit/parts/text-field.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { methodName } from '../model/method-name.ts';
import { textOf } from './field-text.ts';
import { MethodsElement } from './methods-element.ts';
import { Reading } from './reading.ts';
import { readerZone } from './times.ts';

type Draft = {
  enabled?: boolean;
  paymentMethodId?: string;
  max?: string;
  days?: string;
  excludesDisputed?: boolean;
  noticeEmail?: string;
};

/** The rule by which invoices pay themselves, and what it did. Fires `foyer-ui-done` when it is saved. */
export class AutopayForm extends MethodsElement {
  @property({ attribute: false }) methods: readonly PaymentMethod[] = [];
  @state() private draft: Draft = {};
  @state() private isChecked = false;

  private readonly autopay = new Reading<Autopay>(this, (signal) => this.methodsApi.autopay(signal));

  protected override render(): TemplateResult {
    const { words: t } = this;
    return html`<h3>${t.autopay}</h3>${this.reading(
      this.autopay,
      (autopay) => html`<p class="hint">${t.autopayLead}</p>
        ${this.usable.length === 0 && !autopay.rule ? html`<p>${t.autopayNeedsMethod}</p>` : this.form(autopay)}
        ${autopay.runs.length > 0 ? html`<h3 class="gap">${t.runs}</h3><ul class="list">${autopay.runs.map((run) => this.run(run))}</ul>` : nothing}`,
    )}`;
  }

  private get usable(): readonly PaymentMethod[] {
    return this.methods.filter(({ status }) => status === 'active');
  }

  private form({ rule }: Autopay): TemplateResult {
    const { words: t, language, draft } = this;
    const set = (change: Draft) => {
      this.draft = { ...this.draft, ...change };
    };
    const options = this.usable.map((method) => ({ value: method.id, label: methodName(method, t) }));
    const max = draft.max ?? (rule ? formatAmount(rule.maxCents, language) : '');
    return html`<form class="form gap" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.save(rule));
    }}>
      <foyer-ui-checkbox label=${t.autopayOn} ?checked=${draft.enabled ?? rule?.enabled ?? false}
        @change=${(event: Event) => set({ enabled: isTicked(event) })}></foyer-ui-checkbox>
      <foyer-ui-select label=${t.autopayWith} .options=${options} .value=${this.methodId(rule)}
        @change=${(event: Event) => set({ paymentMethodId: textOf(event) })}></foyer-ui-select>
      <foyer-ui-money-field label=${t.autopayMax} .value=${max}
        .error=${this.isChecked && this.maxCents(rule) === null ? t.amountWrong : undefined}
        @input=${(event: Event) => set({ max: textOf(event) })}></foyer-ui-money-field>
      <foyer-ui-text-field type="number" min="0" max="30" label=${t.autopayDays} .value=${draft.days ?? String(rule?.daysBeforeDue ?? 2)}
        @input=${(event: Event) => set({ days: textOf(event) })}></foyer-ui-text-field>
      <foyer-ui-checkbox label=${t.autopayDisputed} ?checked=${draft.excludesDisputed ?? rule?.excludesDisputed ?? true}
        @change=${(event: Event) => set({ excludesDisputed: isTicked(event) })}></foyer-ui-checkbox>
      <foyer-ui-text-field type="email" optional label=${t.autopayMail} .value=${this.email(rule)}
        @input=${(event: Event) => set({ noticeEmail: textOf(event) })}></foyer-ui-text-field>
      ${rule ? html`<p class="hint">${t.autopayBy(rule.setBy, formatInstant(rule.updatedAt, readerZone(), language))}</p>` : nothing}
      <div><foyer-ui-button type="submit" ?busy=${this.busy === 'autopay'}>${t.autopaySave}</foyer-ui-button></div>
    </form>`;
  }

  private run(run: AutopayRun): TemplateResult {
    const { words: t, language } = this;
    const day = formatDay(run.payOn, language);
    const text = {
      announced: t.run_announced(day),
      opening: t.run_opening,
      opened: t.run_opened(day),
      skipped: t.run_skipped,
    }[run.outcome];
    return html`<li><p class="what">${run.invoiceNumber}</p><p class="figure">${formatMoney(run.amountCents, language)}</p>
      <p class="hint">${text}</p></li>`;
  }

  private methodId(rule: Autopay['rule']): string {
    return this.draft.paymentMethodId ?? rule?.paymentMethodId ?? this.usable[0]?.id ?? '';
  }

  private email(rule: Autopay['rule']): string {
    return this.draft.noticeEmail ?? rule?.noticeEmail ?? '';
  }

  private maxCents(rule: Autopay['rule']): number | null {
    const cents = this.draft.max === undefined ? (rule?.maxCents ?? null) : parseTyped(this.draft.max);
    return cents !== null && cents >= 100 ? cents : null;
  }

  private async save(rule: Autopay['rule']): Promise<void> {
    this.isChecked = true;
    const maxCents = this.maxCents(rule);
    const days = Number(this.draft.days ?? rule?.daysBeforeDue ?? 2);
    if (maxCents === null || !Number.isInteger(days) || days < 0 || days > 30) return;
    const body: AutopayRequest = {
      enabled: this.draft.enabled ?? rule?.enabled ?? false,
      paymentMethodId: this.methodId(rule),
      maxCents,
      daysBeforeDue: days,
      siteIds: rule?.siteIds ?? null,
      excludesDisputed: this.draft.excludesDisputed ?? rule?.excludesDisputed ?? true,
      noticeEmail: this.email(rule).trim() || null,
      expectedVersion: rule?.version ?? null,
    };
    const isSaved = await this.change('autopay', () => this.methodsApi.setAutopay(body));
    await this.autopay.read();
    if (!isSaved) return;
    this.draft = {};
    this.isChecked = false;
    this.widget.announce(this.words.autopaySaved);
    this.dispatchEvent(new CustomEvent('foyer-ui-done'));
  }
}

const isTicked = (event: Event): boolean =>
  event.currentTarget instanceof FoyerUiCheckbox && event.currentTarget.checked;

define('foyer-ui-autopay-form', AutopayForm);
