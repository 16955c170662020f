import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../../kit/define.ts';
import { lockIcon } from '../../kit/icons.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import { banner, skeleton } from '../../kit/parts/states.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import type { PaymentPhase } from '../model/payment-phase.ts';
import { returnAddress } from '../model/vendor-return.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import { makePaymentMount } from './payment-mount.ts';
import { paymentStepStyles } from './payment-step.styles.ts';
import { type PaypalListener, PaypalPayment } from './paypal-payment.ts';
import { railWord } from './rail-word.ts';
import { stripeAppearance } from './stripe-appearance.ts';
import { StripePayment } from './stripe-payment.ts';
import { troubleText } from './trouble-text.ts';
import { VendorScriptError } from './vendor-script.ts';
import type { Widget } from './widget.ts';

/** The vendor's form or button, slotted in from the page's own document, and the button that pays where it has none. */
export class PaymentCard extends UiElement {
  static override styles = [
    sharedStyles,
    statesStyles,
    paymentStepStyles,
    css`
      .form {
        min-block-size: 132px;
      }
      /* What the payer has to do, for as long as it takes. */
      .asked {
        color: var(--fy-color-text);
        font-weight: var(--fy-font-weight-strong);
      }
      .probe {
        position: absolute;
        visibility: hidden;
        color: var(--fy-color-text);
        background-color: var(--fy-color-surface);
        border: 1px solid var(--fy-color-border-strong);
        border-radius: var(--fy-radius-control);
        outline-color: var(--fy-color-accent);
        column-rule-color: var(--fy-color-text-muted);
        text-decoration-color: var(--fy-color-critical);
        font-size: var(--fy-font-size-lead);
      }
    `,
  ];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) phase: Extract<PaymentPhase, { name: 'paying' }> | undefined;
  @property({ attribute: false }) language: Locale = 'en-AU';
  @state() private ready = false;
  @state() private failure: string | undefined;
  @state() private isWithdrawing = false;

  private mountPlace: HTMLElement | null = null;
  private vendor: StripePayment | PaypalPayment | undefined;
  private opening = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  protected override firstUpdated(): void {
    void this.open();
  }

  protected override render(): TemplateResult {
    const { t, phase } = this;
    const amount = phase ? formatMoney(phase.payment.amountCents, this.language) : '';
    const rail = phase?.payment.rail ?? 'card';
    const trouble = phase?.trouble && phase.trouble.code !== 'incomplete' ? phase.trouble : undefined;
    const isSending = phase?.sending ?? false;
    return html`<span class="probe" aria-hidden="true"></span>
      <p class="safe">${lockIcon()}<span>${this.lead(amount)}</span></p>
      ${phase?.resumed && !trouble ? banner({ tone: 'info', title: t.resumedTitle, body: t.resumedBody }) : nothing}
      ${this.failure ? this.failed(this.failure) : nothing}
      ${trouble ? banner({ tone: 'critical', title: troubleText(trouble, t, rail), body: isSending ? nothing : t.nothingTaken }) : nothing}
      <div class="form" ?hidden=${this.failure !== undefined}>
        ${this.ready || this.failure ? nothing : skeleton(railWord(t, 'formLoading', rail), skeletonLines[rail] ?? 4)}
        <slot></slot>
      </div>
      <div class="actions">
        ${
          this.failure || this.isPaypal
            ? nothing
            : html`<foyer-ui-button variant="primary" ?busy=${isSending} ?disabled=${!this.ready}
              @click=${() => this.widget.run(() => this.confirm())}>${t.payAmount(amount)}</foyer-ui-button>`
        }
        <foyer-ui-button variant="quiet" ?disabled=${isSending && !this.isOfBankApp} ?busy=${this.isWithdrawing}
          @click=${() => this.widget.run(() => this.cancel())}>${t.cancelPayment}</foyer-ui-button>
        <span class="status ${this.isOfBankApp ? 'asked' : ''}" role="status">${isSending ? railWord(t, 'sending', rail) : nothing}</span>
      </div>`;
  }

  private get t(): PayWords {
    return payMessages.in(this.language);
  }

  /** PayPal brings its own button: nothing of ours pays beside it. */
  private get isPaypal(): boolean {
    return this.phase?.payment.rail === 'paypal';
  }

  /** The payer answers elsewhere, in their own time: they may give it up meanwhile. */
  private get isOfBankApp(): boolean {
    return this.phase?.payment.rail === 'payto';
  }

  /** Where the payer's details go, and what comes of them. */
  private lead(amount: string): string {
    const { t } = this;
    switch (this.phase?.payment.rail) {
      case 'paypal':
        return t.payLead_paypal(amount);
      case 'payto':
        return t.payLead_payto(amount);
      case 'becs':
        return t.payLead_becs(amount);
      default:
        return t.payLead(amount);
    }
  }

  private failed(code: string): TemplateResult {
    return banner({
      tone: 'critical',
      title: troubleText({ code }, this.t, this.phase?.payment.rail),
      actions: html`<foyer-ui-button size="small" @click=${() => void this.open()}>${this.t.tryAgain}</foyer-ui-button>`,
    });
  }

  private async open(): Promise<void> {
    const handover = this.phase?.payment.handover;
    this.close();
    this.failure = undefined;
    this.opening += 1;
    const { opening } = this;
    if (!handover) return;
    try {
      const vendor =
        handover.vendor === 'stripe'
          ? await StripePayment.open(handover, this.appearance(), this.language)
          : await PaypalPayment.open(handover, this.atPaypal());
      if (opening !== this.opening || !this.isConnected) return vendor.destroy();
      this.vendor = vendor;
      this.mountPlace = makePaymentMount(this.widget.element);
      if (!this.mountPlace) return this.stop('payment_slot_missing');
      await vendor.mount(this.mountPlace);
      if (opening !== this.opening) return;
      this.ready = true;
    } catch (error) {
      if (opening === this.opening) {
        this.stop(error instanceof VendorScriptError ? error.code : 'vendor_form_failed', error);
      }
    }
  }

  private appearance() {
    return stripeAppearance(this.renderRoot.querySelector('.probe') ?? this);
  }

  private stop(code: string, cause?: unknown): void {
    this.close();
    this.failure = code;
    this.widget.report(problem(code, cause));
  }

  private close(): void {
    this.opening += 1;
    this.ready = false;
    this.vendor?.destroy();
    this.vendor = undefined;
    this.mountPlace?.remove();
    this.mountPlace = null;
  }

  private async confirm(): Promise<void> {
    const { payments } = this.widget;
    const { vendor, phase } = this;
    if (!(vendor instanceof StripePayment) || !phase || !payments.send()) return;
    const { id } = phase.payment;
    const outcome = await vendor.confirm(returnAddress(location.href, id));
    // Given up meanwhile: what the vendor says now is of no payment on the screen.
    if (payments.payment?.id !== id) return;
    if (outcome.kind === 'ask_server') await payments.sent();
    else payments.notSent({ code: outcome.code, said: outcome.said });
  }

  /** The payer's way through PayPal. What came of it is the server's to say. */
  private atPaypal(): PaypalListener {
    const { payments } = this.widget;
    const askServer = () => this.widget.run(() => payments.sent());
    return {
      opened: () => payments.send(),
      approved: askServer,
      cancelled: () => {
        this.widget.announce(this.t.leftPaypal);
        payments.notSent({ code: 'incomplete' });
      },
      failed: (cause) => {
        this.widget.report(problem('vendor_form_failed', cause));
        askServer();
      },
    };
  }

  private async cancel(): Promise<void> {
    const { payments } = this.widget;
    if (this.phase?.sending) return this.withdraw();
    this.widget.announce(this.t.cancelled);
    await payments.cancel();
  }

  private async withdraw(): Promise<void> {
    this.isWithdrawing = true;
    if (await this.widget.payments.withdraw()) this.widget.announce(this.t.cancelled);
    this.isWithdrawing = false;
  }
}

/** As many as the vendor's form has lines. */
const skeletonLines: Readonly<Record<string, number>> = { paypal: 1, payto: 2 };

/** Told to the host page by its shape: an error with a code of ours. */
function problem(code: string, cause: unknown): Error {
  const error = new Error(code, { cause });
  error.name = 'FoyerProblem';
  return Object.assign(error, { code, status: 0, retryable: code !== 'payment_slot_missing' });
}

define('foyer-ui-payment-card', PaymentCard);
