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
import { FormDraft } from '../../kit/form-draft.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { emailLooksWrong } from '../model/basket.ts';
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

/** Why a run left an invoice to people: the autopay's own words, and the server's for a payment that it refuses. */
const reasons = [
  'switched_off',
  'payment_method_not_usable',
  'payment_method_limit_exceeded',
  'paid_already',
  'above_the_rule',
  'surcharge_changed',
  'disputed',
  'po_number_missing',
  'payment_in_progress',
] as const;
const texts = ['paymentMethodId', 'max', 'days', 'noticeEmail'] as const;
const flags = ['enabled', 'excludesDisputed'] as const;

/** The rule by which invoices pay themselves, and what it did. Fires `foyer-ui-done` when it is saved. */
export class AutopayForm extends MethodsElement {
  @property({ attribute: false }) methods: readonly PaymentMethod[] = [];
  @state() private draft: Draft = {};
  @state() private isChecked = false;
  private kept: FormDraft | undefined;

  private readonly autopay = new Reading<Autopay>(this, (signal) => this.methodsApi.autopay(signal));

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = new FormDraft('autopay', this.widget.me);
    this.kept = kept;
    const draft: Draft = {};
    for (const name of texts) if (kept.text(name) !== undefined) draft[name] = kept.text(name) ?? '';
    for (const name of flags) if (kept.flag(name) !== undefined) draft[name] = kept.flag(name) ?? false;
    this.draft = draft;
  }

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
      this.kept?.keep(this.draft);
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
      <foyer-ui-text-field class="days" label=${t.autopayDays} .value=${draft.days ?? String(rule?.daysBeforeDue ?? 2)}
        .error=${this.isChecked && this.days(rule) === null ? t.daysWrong : undefined}
        @input=${(event: Event) => set({ days: textOf(event) })}></foyer-ui-text-field>
      <foyer-ui-checkbox label=${t.autopayDisputed} ?checked=${draft.excludesDisputed ?? rule?.excludesDisputed ?? true}
        @change=${(event: Event) => set({ excludesDisputed: isTicked(event) })}></foyer-ui-checkbox>
      <foyer-ui-text-field class="email" type="email" optional max-length="254" label=${t.autopayMail} .value=${this.email(rule)}
        .error=${this.isChecked && emailLooksWrong(this.email(rule)) ? t.emailWrong : undefined}
        @input=${(event: Event) => set({ noticeEmail: textOf(event) })}></foyer-ui-text-field>
      ${rule ? html`<p class="hint">${t.autopayBy(rule.setBy, formatInstant(rule.updatedAt, readerZone(), language))}</p>` : nothing}
      ${this.isEdited ? html`<p class="hint" role="status">${t.unsaved}</p>` : nothing}
      <div class="row"><foyer-ui-button type="submit" ?busy=${this.busy === 'autopay'}>${t.autopaySave}</foyer-ui-button>
        ${this.isEdited ? html`<foyer-ui-button variant="quiet" @click=${() => this.discard()}>${t.discard}</foyer-ui-button>` : nothing}</div>
    </form>`;
  }

  private run(run: AutopayRun): TemplateResult {
    const { words: t, language } = this;
    const day = formatDay(run.payOn, language);
    const text = {
      announced: t.run_announced(day),
      opening: t.run_opening,
      opened: t.run_opened(day),
      skipped: [t.run_skipped, this.whySkipped(run.reason)].filter(Boolean).join(': '),
    }[run.outcome];
    return html`<li><p class="what">${run.invoiceNumber}</p><p class="figure">${formatMoney(run.amountCents, language)}</p>
      <p class="hint">${text}</p></li>`;
  }

  private whySkipped(reason: string | null): string {
    const { words: t } = this;
    const known = reasons.find((one) => one === reason);
    return known ? t[`skipped_${known}`] : '';
  }

  private get isEdited(): boolean {
    return Object.keys(this.draft).length > 0;
  }

  private discard(): void {
    this.draft = {};
    this.isChecked = false;
    this.kept?.drop();
  }

  /** `null` for what is no number of days that the server takes. */
  private days(rule: Autopay['rule']): number | null {
    const text = (this.draft.days ?? String(rule?.daysBeforeDue ?? 2)).trim();
    return /^\d{1,2}$/.test(text) && Number(text) <= 30 ? Number(text) : null;
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
    const days = this.days(rule);
    const isMailWrong = emailLooksWrong(this.email(rule));
    if (maxCents === null || days === null || isMailWrong) {
      const wrong = maxCents === null ? 'foyer-ui-money-field' : days === null ? '.days' : '.email';
      this.renderRoot.querySelector<HTMLElement>(wrong)?.focus();
      return;
    }
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
    this.discard();
    this.widget.announce(this.words.autopaySaved);
    this.dispatchEvent(new CustomEvent('foyer-ui-done'));
  }
}

const isTicked = (event: Event): boolean =>
  event.currentTarget instanceof FoyerUiCheckbox && event.currentTarget.checked;

define('foyer-ui-autopay-form', AutopayForm);
