import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DisputeReason } from '../../../server/features/disputes/disputes.contract.ts';
import type { Invoice, InvoiceLine } from '../../../server/features/invoices/invoices.contract.ts';
import { define } from '../../kit/define.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/select.ts';
import '../../kit/parts/text-field.ts';
import { FormDraft } from '../../kit/form-draft.ts';
import { RepeatKey } from '../controllers/repeat-key.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { AccountElement } from './account-element.ts';
import { EvidenceFiles } from './evidence-files.ts';
import { textOf } from './field-text.ts';

const reasons: readonly DisputeReason[] = [
  'not_delivered',
  'incomplete',
  'poor_quality',
  'wrong_price',
  'wrong_quantity',
  'not_ordered',
  'duplicate',
  'wrong_details',
  'other',
];

/** Says what is wrong with a line, how much of it, and shows it. Fires `foyer-ui-raised` once it is raised. */
export class DisputeForm extends AccountElement {
  @property({ attribute: false }) invoice!: Invoice;
  @property({ attribute: false }) line!: InvoiceLine;
  @state() private reason: DisputeReason = 'not_delivered';
  @state() private typed: string | null = null;
  @state() private description = '';
  @state() private isChecked = false;
  private key = new RepeatKey();
  private draft: FormDraft | undefined;
  private readonly evidence = new EvidenceFiles(() => {
    this.keep();
    this.requestUpdate();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const of = `${this.invoice.id}:${this.line.lineNo}`;
    const draft = new FormDraft(`dispute:${of}`, this.widget.me);
    this.draft = draft;
    this.key = new RepeatKey(new FormDraft(`dispute.sent:${of}`, this.widget.me));
    this.choose(draft.text('reason') ?? this.reason);
    this.typed = draft.text('typed') ?? null;
    this.description = draft.text('description') ?? '';
    this.evidence.remember(draft.text('files'));
  }

  protected override render(): TemplateResult {
    const { t, language, line } = this;
    const total = formatMoney(this.lineCents, language);
    const options = reasons.map((reason) => ({ value: reason, label: t[`reason_${reason}`] }));
    const amount = formatMoney(this.cents ?? 0, language);
    return html`<form class="form" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.raise());
    }}>
      <div><p><strong>${line.description}</strong></p><p class="hint">${t.disputeLead}</p></div>
      ${this.shownTrouble()}
      <foyer-ui-select label=${t.reason} .options=${options} .value=${this.reason} @change=${(
        event: Event,
      ) => {
        this.choose(textOf(event));
        this.keep();
      }}></foyer-ui-select>
      <foyer-ui-money-field label=${t.disputeAmount} hint=${t.disputeAmountHint(total)} .value=${this.typed ?? formatAmount(this.lineCents, language)}
        .error=${this.cents === null ? t.amountWrong(total) : undefined} @input=${this.type} @change=${this.type}></foyer-ui-money-field>
      <foyer-ui-text-field label=${t.description} hint=${t.descriptionHint} rows="4" max-length="4000" .value=${this.description}
        .error=${this.isChecked && !this.description.trim() ? t.descriptionMissing : undefined}
        @input=${(event: Event) => {
          this.description = textOf(event);
          this.keep();
        }}></foyer-ui-text-field>
      ${this.evidence.view(t)}
      <div class="row">
        <foyer-ui-button type="submit" variant="primary" ?busy=${this.busy !== ''}>${t.raise(amount)}</foyer-ui-button>
        ${this.busy ? html`<span class="hint" role="status">${this.widget.kit.loading}</span>` : nothing}
      </div>
    </form>`;
  }

  /** What the line comes to, GST included. */
  private get lineCents(): number {
    return this.line.netCents + this.line.gstCents;
  }

  private get cents(): number | null {
    const cents = this.typed === null ? this.lineCents : parseTyped(this.typed);
    return cents !== null && cents > 0 && cents <= this.lineCents ? cents : null;
  }

  private readonly type = (event: Event) => {
    this.typed = textOf(event);
    this.keep();
  };

  private keep(): void {
    const { reason, typed, description, evidence } = this;
    this.draft?.keep({ reason, ...(typed !== null && { typed }), description, files: evidence.names });
  }

  private choose(text: string): void {
    this.reason = reasons.find((reason) => reason === text) ?? 'other';
  }

  private async raise(): Promise<void> {
    this.isChecked = true;
    const { cents } = this;
    const description = this.description.trim();
    if (cents === null || description === '') {
      const wrong = cents === null ? 'foyer-ui-money-field' : 'foyer-ui-text-field';
      this.renderRoot.querySelector<HTMLElement>(wrong)?.focus();
      return;
    }
    const raise = async () => {
      const evidenceIds = await this.evidence.send(this.api, this.t);
      const subject = { type: 'invoice_line' as const, invoiceId: this.invoice.id, lineNo: this.line.lineNo };
      const body = { subject, reasonCode: this.reason, amountCents: cents, description, evidenceIds };
      const { number, id } = await this.api.raise(body, this.key.for(body));
      this.key.renew();
      this.draft?.drop();
      this.widget.announce(this.t.raised(number));
      this.tell('foyer-ui-raised', { id });
    };
    await this.act('raise', raise, this.t.actionFailed);
  }
}

define('foyer-ui-dispute-form', DisputeForm);
