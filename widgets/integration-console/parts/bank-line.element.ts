import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BankLineView, ConfirmRequest } from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import { intlTag } from '../../kit/locale.ts';
import '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/dialog.ts';
import { Action } from '../controllers/action.ts';
import { dropLineDrafts, reasonDraft } from '../controllers/line-drafts.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { requestOfSuggestion } from '../model/split.ts';
import { matchTone } from '../model/tones.ts';
import { ConsolePart } from './console-part.ts';
import { lineFacts, matchFacts } from './line-facts.ts';
import './match-form.element.ts';
import './payer-account.element.ts';
import './payout-contents.element.ts';
import './reason-form.element.ts';
import { troubleBanner } from './trouble-banner.ts';

type Mode = 'look' | 'match' | 'exclude' | 'undo';

/** One line of a statement in a drawer: what the bank says, why it is matched as it is, and what can be done. */
export class BankLine extends ConsolePart {
  static override styles: CSSResultGroup = [
    ConsolePart.styles,
    css`
      .figure {
        font-size: var(--fy-font-size-figure);
        font-weight: var(--fy-font-weight-strong);
        line-height: var(--fy-font-line-tight);
        font-variant-numeric: tabular-nums;
      }
      .match {
        display: grid;
        gap: var(--fy-space-2xs);
        padding: var(--fy-space-sm) var(--fy-space-md);
        border: 1px solid var(--fy-color-border);
        border-radius: var(--fy-radius-panel);
        background: var(--fy-color-surface-sunken);
      }
      .match ul {
        margin: 0;
        padding-inline-start: var(--fy-space-md);
      }
      .client {
        font-weight: var(--fy-font-weight-medium);
      }
    `,
  ];

  @property({ attribute: false }) line!: BankLineView;
  @property({ attribute: false }) closed: () => void = () => undefined;
  @property({ attribute: false }) decided: (line: BankLineView, said: string) => void = () => undefined;
  /** Somebody else decided it meanwhile. */
  @property({ attribute: false }) outdated: () => void = () => undefined;
  @state() private mode: Mode = 'look';

  private readonly action = new Action(this);

  protected override render(): TemplateResult {
    const { t, common, line, action, mode } = this;
    const own = {
      period_locked: t.lockedPeriod,
      allocation_mismatch: common.failedInvalid,
      amount_above_balance: common.failedInvalid,
    };
    return html`<foyer-ui-dialog open kind="drawer" persistent heading=${t.line} @foyer-ui-close=${() => this.closed()}>
      <div class="stack">
        <div class="row spread">
          <p class="figure">${this.money(line.amountCents)}</p>
          <foyer-ui-badge tone=${matchTone[line.matchStatus]} label=${t[`match_${line.matchStatus}`]}></foyer-ui-badge>
        </div>
        ${mode === 'match' ? nothing : html`${lineFacts(line, this.writing)} ${this.payer()} ${matchFacts(line, this.writing)} ${this.payout()}`}
        ${troubleBanner(action.failure, common, own)} ${this.desk()}
      </div>
    </foyer-ui-dialog>`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private get writing() {
    const percent = new Intl.NumberFormat(intlTag(this.language), { style: 'percent' });
    return {
      t: this.t,
      money: (cents: number) => this.money(cents),
      day: (day: string) => this.day(day),
      when: (instant: string) => this.when(instant),
      percent: (score: number) => percent.format(score),
    };
  }

  private payer(): TemplateResult | typeof nothing {
    const { line, session } = this;
    return line.payerAccountMasked === null
      ? nothing
      : html`<foyer-ui-payer-account line-id=${line.id} .session=${session}></foyer-ui-payer-account>`;
  }

  /** Stripe tells what its payouts are made of, and gives each an id of this form; PayPal does neither. */
  private payout(): TemplateResult | typeof nothing {
    const reference = this.line.match?.parts.find(({ target }) => target === 'vendor_payout')?.vendorRef;
    return reference?.startsWith('po_')
      ? html`<foyer-ui-payout-contents reference=${reference} .session=${this.session}></foyer-ui-payout-contents>`
      : nothing;
  }

  private desk(): TemplateResult | typeof nothing {
    const { t, mode, line, session, action } = this;
    const cancelled = () => this.turn('look');
    const busy = action.busy !== null;
    if (mode === 'match') {
      return html`<foyer-ui-match-form .session=${session} .line=${line} ?busy=${busy} .cancelled=${cancelled}
        .given=${(request: ConfirmRequest) => void this.confirm(request)}></foyer-ui-match-form>`;
    }
    if (mode === 'look') return this.choices();
    const undo = mode === 'undo';
    return html`<foyer-ui-reason-form .session=${session} .draft=${reasonDraft(session, line.id)} lead=${undo ? t.undoLead : t.excludeLead} ?critical=${undo}
      deed=${undo ? t.undoNow : t.excludeNow} .cancelLabel=${t.backToLine} ?busy=${busy} .cancelled=${cancelled}
      .given=${(reason: string) => void this.giveReason(reason)}></foyer-ui-reason-form>`;
  }

  private choices(): TemplateResult | typeof nothing {
    const { t, line, action } = this;
    const to = (mode: Mode, label: string, variant = 'secondary') =>
      html`<foyer-ui-button id=${mode} variant=${variant} @click=${() => this.turn(mode)}>${label}</foyer-ui-button>`;
    const suggestion = requestOfSuggestion(line);
    switch (line.matchStatus) {
      case 'suggested':
      case 'unmatched':
        return html`<div class="row">
          ${
            suggestion
              ? html`<foyer-ui-button variant="primary" ?busy=${action.busy !== null}
                  @click=${() => void this.confirm(suggestion)}>${t.confirm}</foyer-ui-button>`
              : nothing
          }
          ${line.amountCents > 0 ? to('match', suggestion ? t.otherMatch : t.matchByHand, suggestion ? 'secondary' : 'primary') : nothing}
          ${to('exclude', t.exclude)}
        </div>`;
      case 'confirmed':
      case 'split':
      case 'excluded':
        return html`<div class="row">${to('undo', t.undo)}</div>`;
      default:
        return nothing;
    }
  }

  private turn(mode: Mode): void {
    const from = this.mode;
    this.action.clear();
    this.mode = mode;
    if (mode === 'look') void this.focusOn(`#${from}`);
  }

  private confirm(request: ConfirmRequest): Promise<void> {
    const said = this.t.saidConfirmed(this.money(this.line.amountCents));
    return this.act(() => this.api.confirm(this.line.id, request), said);
  }

  private giveReason(reason: string): Promise<void> {
    const { t, line } = this;
    return this.mode === 'exclude'
      ? this.act(() => this.api.exclude(line.id, reason), t.saidExcluded)
      : this.act(() => this.api.unmatch(line.id, reason), t.saidUndone);
  }

  private async act(change: () => Promise<BankLineView>, said: string): Promise<void> {
    let answer = this.line;
    const done = await this.action.run('decide', async () => {
      answer = await change();
    });
    if (!done) {
      if (this.action.failure?.status === 409) this.outdated();
      return;
    }
    dropLineDrafts(this.session, this.line.id);
    this.decided(answer, said);
  }
}

define('foyer-ui-bank-line', BankLine);
