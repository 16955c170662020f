import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
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
import { troubleText } from './trouble-text.ts';
import type { Widget } from './widget.ts';

/**
 * The payer's bank asks them in its app, and the vendor's form is gone: the page was loaded anew, or the form stopped
 * waiting. Live changes bring the answer; who does not trust them asks.
 */
export class BankApproval extends UiElement {
  static override styles = [sharedStyles, statesStyles, paymentStepStyles];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) phase: Extract<PaymentPhase, { name: 'paying' }> | undefined;
  @property({ attribute: false }) language: Locale = 'en-AU';
  @state() private busy: 'check' | 'withdraw' | undefined;
  @state() private isStillAwaited = false;

  protected override render(): TemplateResult {
    const { t, phase } = this;
    const amount = formatMoney(phase?.payment.amountCents ?? 0, this.language);
    return html`<p class="safe">${lockIcon()}<span>${t.payLead_awaitBank(amount)}</span></p>
      ${phase?.trouble ? banner({ tone: 'critical', title: troubleText(phase.trouble, t, phase.payment.rail) }) : nothing}
      <div class="actions">
        <foyer-ui-button ?busy=${this.busy === 'check'} ?disabled=${this.busy === 'withdraw'}
          @click=${() => this.widget.run(() => this.check())}>${t.checkAgain}</foyer-ui-button>
        <foyer-ui-button variant="quiet" ?busy=${this.busy === 'withdraw'} ?disabled=${this.busy === 'check'}
          @click=${() => this.widget.run(() => this.withdraw())}>${t.cancelPayment}</foyer-ui-button>
        <span class="status" role="status">${this.isStillAwaited && !this.busy ? t.stillAwaited : nothing}</span>
      </div>`;
  }

  private get t(): PayWords {
    return payMessages.in(this.language);
  }

  private async check(): Promise<void> {
    const id = this.phase?.payment.id;
    if (!id || this.busy) return;
    this.busy = 'check';
    await this.widget.payments.settle(id);
    this.busy = undefined;
    this.isStillAwaited = true;
  }

  private async withdraw(): Promise<void> {
    if (this.busy) return;
    this.busy = 'withdraw';
    if (await this.widget.payments.withdraw()) this.widget.announce(this.t.cancelled);
    this.busy = undefined;
  }
}

define('foyer-ui-bank-approval', BankApproval);
