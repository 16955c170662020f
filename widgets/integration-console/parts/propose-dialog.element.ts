import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  Discrepancy,
  DiscrepancyProposal,
} from '../../../server/features/reconciliation/reconciliation.contract.ts';
import { define } from '../../kit/define.ts';
import { FormDraft } from '../../kit/form-draft.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/dialog.ts';
import '../../kit/parts/select.ts';
import '../../kit/parts/text-field.ts';
import { Action } from '../controllers/action.ts';
import { type ReconciliationWords, reconciliationMessages } from '../integration-console.messages.ts';
import { reasonIsUsable } from '../model/reason.ts';
import { ConsolePart } from './console-part.ts';
import { troubleBanner } from './trouble-banner.ts';
import { typed } from './typed.ts';

const fixes = ['read_again', 'accept_difference'] as const;

/** Asks how a case is to end, and why. */
export class ProposeDialog extends ConsolePart {
  @property({ attribute: false }) row!: Discrepancy;
  @property({ attribute: false }) closed: () => void = () => undefined;
  @property({ attribute: false }) proposed: (row: Discrepancy) => void = () => undefined;
  @state() private fix: DiscrepancyProposal['fix'] = 'read_again';
  @state() private reason = '';
  @state() private tried = false;

  private readonly action = new Action(this);
  private draft: FormDraft | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = new FormDraft(`proposal:${this.row.id}`, this.session.me);
    this.draft = draft;
    this.fix = fixFrom(draft.text('fix') ?? this.row.proposal?.fix);
    this.reason = draft.text('reason') ?? this.row.proposal?.reason ?? '';
  }

  protected override render(): TemplateResult {
    const { t, common, action } = this;
    const error = this.tried && !reasonIsUsable(this.reason) ? common.reasonShort : undefined;
    return html`<foyer-ui-dialog open persistent heading=${t.proposeHeading} @foyer-ui-close=${() => this.closed()}>
      <form @submit=${this.send}>
        <p class="muted">${t.proposeLead}</p>
        ${troubleBanner(action.failure, common)}
        <foyer-ui-select label=${t.fix} .value=${this.fix}
          .options=${fixes.map((value) => ({ value, label: t[`fix_${value}`] }))}
          @change=${(event: Event) => this.chooseFix(event)}></foyer-ui-select>
        <foyer-ui-text-field id="reason" rows="3" required max-length="500" label=${common.reason} hint=${common.reasonHint}
          .value=${this.reason} .error=${error} @input=${(event: Event) => this.write(event)}></foyer-ui-text-field>
      </form>
      <foyer-ui-button slot="footer" variant="quiet" @click=${() => this.closed()}>${common.cancel}</foyer-ui-button>
      <foyer-ui-button slot="footer" variant="primary" ?busy=${action.busy !== null} @click=${this.send}>${t.sendProposal}</foyer-ui-button>
    </foyer-ui-dialog>`;
  }

  private get t(): ReconciliationWords {
    return reconciliationMessages.in(this.language);
  }

  private chooseFix(event: Event): void {
    this.fix = fixFrom(typed(event));
    this.keep();
  }

  private write(event: Event): void {
    this.reason = typed(event);
    this.keep();
  }

  private keep(): void {
    this.draft?.keep({ fix: this.fix, reason: this.reason });
  }

  private readonly send = (event: Event): void => {
    event.preventDefault();
    this.tried = true;
    if (!reasonIsUsable(this.reason)) {
      void this.focusOn('#reason');
      return;
    }
    const proposal = { fix: this.fix, reason: this.reason.trim() };
    void this.action.run('propose', async () => {
      const row = await this.api.propose(this.row.id, proposal);
      this.draft?.drop();
      this.proposed(row);
    });
  };
}

const fixFrom = (text: string | undefined): DiscrepancyProposal['fix'] =>
  text === 'accept_difference' ? text : 'read_again';

define('foyer-ui-propose-dialog', ProposeDialog);
