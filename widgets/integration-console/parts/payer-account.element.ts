import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../../kit/define.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/text-field.ts';
import { Action } from '../controllers/action.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { ConsolePart } from './console-part.ts';
import { troubleBanner } from './trouble-banner.ts';
import { typed } from './typed.ts';

/** The whole number of a payer's account, after the password is given again. It goes with the part. */
export class PayerAccount extends ConsolePart {
  @property({ attribute: 'line-id' }) lineId = '';
  @state() private whole = '';
  @state() private isAsking = false;
  private password = '';

  private readonly action = new Action(this);

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('lineId')) return;
    this.whole = '';
    this.isAsking = false;
  }

  protected override render(): TemplateResult {
    const { t, action, common } = this;
    const busy = action.busy !== null;
    const own = { password_refused: t.passwordWrong };
    if (this.whole) return html`<p role="status">${t.wholeAccount(this.whole)}</p>`;
    if (!this.isAsking)
      return html`${troubleBanner(action.failure, common, own)}
        <foyer-ui-button size="small" ?busy=${busy} @click=${() => void this.reveal()}>${t.showAccount}</foyer-ui-button>`;
    return html`<form class="stack" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      void this.giveAgain();
    }}>
      <p class="note">${t.passwordLead}</p>
      <foyer-ui-text-field type="password" autocomplete="current-password" label=${t.password}
        @input=${(event: Event) => {
          this.password = typed(event);
        }}></foyer-ui-text-field>
      ${troubleBanner(action.failure, common, own)}
      <div class="row"><foyer-ui-button type="submit" variant="primary" ?busy=${busy}>${t.showAccount}</foyer-ui-button></div>
    </form>`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private async reveal(): Promise<void> {
    await this.action.run('reveal', async () => {
      this.whole = (await this.api.payerAccount(this.lineId)).payerAccount;
    });
    if (this.action.failure?.code !== 'step_up_required') return;
    this.action.clear();
    this.isAsking = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('foyer-ui-text-field')?.focus();
  }

  private async giveAgain(): Promise<void> {
    if (!this.password) return;
    const done = await this.action.run('step-up', () => this.api.stepUp(this.password));
    if (!done) return;
    this.password = '';
    this.isAsking = false;
    await this.reveal();
  }
}

define('foyer-ui-payer-account', PayerAccount);
