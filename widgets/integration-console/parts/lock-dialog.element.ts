import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BankAccount } from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/dialog.ts';
import '../../kit/parts/text-field.ts';
import { Action } from '../controllers/action.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { reasonIsUsable } from '../model/reason.ts';
import { today } from '../model/today.ts';
import { ConsolePart } from './console-part.ts';
import { troubleBanner } from './trouble-banner.ts';
import { typed } from './typed.ts';

/** Asks through which day an account's matches are to stand for good. */
export class LockDialog extends ConsolePart {
  @property({ attribute: false }) account!: BankAccount;
  @property({ attribute: false }) closed: () => void = () => undefined;
  @property({ attribute: false }) locked: (account: BankAccount) => void = () => undefined;
  @state() private through = '';
  @state() private reason = '';
  @state() private tried = false;

  private readonly action = new Action(this);

  protected override render(): TemplateResult {
    const { t, common, action, tried } = this;
    const reasonError = tried && !reasonIsUsable(this.reason) ? common.reasonShort : undefined;
    const dayError = tried ? this.dayTrouble : undefined;
    const own = { bank_lines_undecided: t.lockUndecided };
    const label = this.dayTrouble ? t.lock : t.lockNow(this.day(this.through));
    return html`<foyer-ui-dialog open persistent heading=${t.lockHeading} @foyer-ui-close=${() => this.closed()}>
      <form @submit=${this.send}>
        <p class="muted">${t.lockLead}</p>
        ${troubleBanner(action.failure, common, own)}
        <foyer-ui-text-field id="through" type="date" required label=${t.lockDay} .value=${this.through} .error=${dayError}
          @input=${(event: Event) => {
            this.through = typed(event);
          }}></foyer-ui-text-field>
        <foyer-ui-text-field id="reason" rows="2" required max-length="400" label=${common.reason} hint=${common.reasonHint}
          .value=${this.reason} .error=${reasonError}
          @input=${(event: Event) => {
            this.reason = typed(event);
          }}></foyer-ui-text-field>
      </form>
      <foyer-ui-button slot="footer" variant="quiet" @click=${() => this.closed()}>${common.cancel}</foyer-ui-button>
      <foyer-ui-button slot="footer" variant="critical" ?busy=${action.busy !== null} @click=${this.send}>${label}</foyer-ui-button>
    </foyer-ui-dialog>`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private get dayTrouble(): string | undefined {
    const { t, through, account } = this;
    if (through === '') return this.common.dayMissing;
    if (through > today()) return t.lockAhead;
    return account.lockedThrough && through <= account.lockedThrough ? t.lockBackwards : undefined;
  }

  private readonly send = (event: Event): void => {
    event.preventDefault();
    this.tried = true;
    if (this.dayTrouble || !reasonIsUsable(this.reason)) {
      void this.focusOn(this.dayTrouble ? '#through' : '#reason');
      return;
    }
    void this.action.run('lock', async () => {
      this.locked(await this.api.lockPeriod(this.account.id, this.through, this.reason.trim()));
    });
  };
}

define('foyer-ui-lock-dialog', LockDialog);
