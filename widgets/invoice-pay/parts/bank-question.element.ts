import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../../kit/define.ts';
import { lockIcon } from '../../kit/icons.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import { banner } from '../../kit/parts/states.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import type { PaymentPhase } from '../model/payment-phase.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import { paymentStepStyles } from './payment-step.styles.ts';
import { StripePayment } from './stripe-payment.ts';
import { troubleText } from './trouble-text.ts';
import { VendorScriptError } from './vendor-script.ts';
import type { Widget } from './widget.ts';

/**
 * A saved card is being charged and its bank wants to be sure of the payer. The question opens by itself; who comes back to
 * it after a reload opens it.
 */
export class BankQuestion extends UiElement {
  static override styles = [sharedStyles, statesStyles, paymentStepStyles];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) phase: Extract<PaymentPhase, { name: 'paying' }> | undefined;
  @property({ attribute: false }) language: Locale = 'en-AU';

  protected override firstUpdated(): void {
    if (this.phase?.resumed === false) this.widget.run(() => this.ask());
  }

  protected override render(): TemplateResult {
    const { t, phase } = this;
    const isAsking = phase?.sending ?? false;
    const amount = formatMoney(phase?.payment.amountCents ?? 0, this.language);
    return html`<p class="safe">${lockIcon()}<span>${t.payLead_bankAsks(amount)}</span></p>
      ${phase?.trouble ? banner({ tone: 'critical', title: troubleText(phase.trouble, t, phase.payment.rail) }) : nothing}
      <div class="actions">
        <foyer-ui-button variant="primary" ?busy=${isAsking}
          @click=${() => this.widget.run(() => this.ask())}>${t.askBank}</foyer-ui-button>
        <foyer-ui-button variant="quiet" ?disabled=${isAsking}
          @click=${() => this.widget.run(() => this.cancel())}>${t.cancelPayment}</foyer-ui-button>
        <span class="status" role="status">${isAsking ? t.sending : nothing}</span>
      </div>`;
  }

  private get t(): PayWords {
    return payMessages.in(this.language);
  }

  private async ask(): Promise<void> {
    const { payments } = this.widget;
    const handover = this.phase?.payment.handover;
    if (handover?.vendor !== 'stripe' || !payments.send()) return;
    try {
      await StripePayment.authenticate(handover, this.language);
    } catch (error) {
      payments.notSent({ code: error instanceof VendorScriptError ? error.code : 'vendor_form_failed' });
      this.widget.report(error);
      return;
    }
    // Whatever the browser was told, only the server's reading counts.
    await payments.sent();
  }

  private async cancel(): Promise<void> {
    this.widget.announce(this.t.cancelled);
    await this.widget.payments.cancel();
  }
}

define('foyer-ui-bank-question', BankQuestion);
