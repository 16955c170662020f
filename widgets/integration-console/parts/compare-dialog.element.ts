import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Reconciliation } from '../../../server/features/reconciliation/reconciliation.contract.ts';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import { define } from '../../kit/define.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/dialog.ts';
import '../../kit/parts/select.ts';
import '../../kit/parts/text-field.ts';
import { Action } from '../controllers/action.ts';
import { type ReconciliationWords, reconciliationMessages } from '../integration-console.messages.ts';
import { type CompareDraft, type DayTrouble, requestOf, troublesOf } from '../model/compare-draft.ts';
import { today } from '../model/today.ts';
import { ConsolePart } from './console-part.ts';
import { troubleBanner } from './trouble-banner.ts';
import { typed } from './typed.ts';

const accounts = ['stripe', 'paypal', 'bank'] as const;

/** Asks which period of which account is to be compared. */
export class CompareDialog extends ConsolePart {
  @property({ attribute: false }) closed: () => void = () => undefined;
  @property({ attribute: false }) begun: (row: Reconciliation) => void = () => undefined;
  @state() private draft: CompareDraft = { account: 'stripe', from: today(), to: today() };
  @state() private tried = false;

  private readonly action = new Action(this);
  /** One for what is typed now: however often it is sent, it is one reconciliation. */
  private key = idempotencyKey();

  protected override render(): TemplateResult {
    const { t, common, draft, action } = this;
    const troubles = this.tried ? troublesOf(draft, today()) : {};
    const own = { conflict: t.alreadyAtWork, not_found: t.accountNotOpen };
    return html`<foyer-ui-dialog open persistent heading=${t.compareHeading} @foyer-ui-close=${() => this.closed()}>
      <form id="compare" @submit=${this.send}>
        ${troubleBanner(action.failure, common, own)}
        <foyer-ui-select label=${t.account} .value=${draft.account}
          .options=${accounts.map((value) => ({ value, label: t[`account_${value}`] }))}
          @change=${(event: Event) => this.change({ account: accounts.find((one) => one === typed(event)) ?? 'stripe' })}></foyer-ui-select>
        <div class="pair" @keydown=${this.onKeydown}>
          <foyer-ui-text-field id="from" type="date" required label=${t.from} .value=${draft.from}
            .error=${this.wordsOf(troubles.from)}
            @input=${(event: Event) => this.change({ from: typed(event) })}></foyer-ui-text-field>
          <foyer-ui-text-field id="to" type="date" required label=${t.to} .value=${draft.to}
            .error=${this.wordsOf(troubles.to)}
            @input=${(event: Event) => this.change({ to: typed(event) })}></foyer-ui-text-field>
        </div>
      </form>
      <foyer-ui-button slot="footer" variant="quiet" @click=${() => this.closed()}>${common.cancel}</foyer-ui-button>
      <foyer-ui-button slot="footer" variant="primary" ?busy=${action.busy !== null} @click=${this.send}>${t.startCompare}</foyer-ui-button>
    </foyer-ui-dialog>`;
  }

  private get t(): ReconciliationWords {
    return reconciliationMessages.in(this.language);
  }

  private wordsOf(trouble: DayTrouble | undefined): string | undefined {
    if (!trouble) return undefined;
    return trouble === 'dayMissing' ? this.common.dayMissing : this.t[trouble];
  }

  private change(change: Partial<CompareDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.key = idempotencyKey();
  }

  private readonly onKeydown = (event: KeyboardEvent): void => {
    // A field of the kit keeps its own form's Enter to itself.
    if (event.key === 'Enter') this.send(event);
  };

  private readonly send = (event: Event): void => {
    event.preventDefault();
    this.tried = true;
    const request = requestOf(this.draft, today());
    if (!request) {
      void this.focusOn(troublesOf(this.draft, today()).from ? '#from' : '#to');
      return;
    }
    void this.action.run('compare', async () => this.begun(await this.api.compare(request, this.key)));
  };
}

define('foyer-ui-compare-dialog', CompareDialog);
