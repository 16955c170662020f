import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  Dispute,
  DisputeAction,
  DisputeMessage,
  Evidence,
} from '../../../server/features/disputes/disputes.contract.ts';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import { formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { downloadIcon, paperclipIcon } from '../../kit/icons.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { backLink, facts, panel, timeline } from '../../kit/parts/layout.ts';
import '../../kit/parts/text-field.ts';
import { FormDraft } from '../../kit/form-draft.ts';
import { RepeatKey } from '../controllers/repeat-key.ts';
import { AccountElement } from './account-element.ts';
import { disputeBadge } from './dispute-badge.ts';
import { EvidenceFiles } from './evidence-files.ts';
import { textOf } from './field-text.ts';
import { historyEntry } from './history-entry.ts';
import { Reading } from './reading.ts';
import { readerZone } from './times.ts';

/** One dispute: where it stands, its clock, what was said, and what the reader may do now. */
export class DisputeThread extends AccountElement {
  @property({ attribute: false }) disputeId = '';
  @state() private text = '';
  @state() private isSure = false;
  private readonly evidence = new EvidenceFiles(() => {
    this.keep();
    this.requestUpdate();
  });
  private key = new RepeatKey();
  private draft: FormDraft | undefined;
  private focusWanted = false;

  private readonly dispute = new Reading<Dispute>(this, (signal) => this.api.dispute(this.disputeId, signal));

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = new FormDraft(`message:${this.disputeId}`, this.widget.me);
    this.draft = draft;
    this.key = new RepeatKey(new FormDraft(`message.sent:${this.disputeId}`, this.widget.me));
    this.text = draft.text('text') ?? '';
    this.evidence.remember(draft.text('files'));
  }

  override focus(): void {
    this.focusWanted = true;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { t, widget } = this;
    const { data } = this.dispute;
    const leave = {
      label: t.backToDisputes,
      go: () => widget.show({ name: 'account', section: 'disputes' }),
    };
    return html`${backLink(leave.label, leave.go)}
      <h2 id="heading" tabindex="-1">${data ? t.disputeOf(data.number) : t.dispute}</h2>
      ${this.reading(this.dispute, (dispute) => this.body(dispute), leave)}`;
  }

  protected override updated(): void {
    if (!this.focusWanted) return;
    this.focusWanted = false;
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  private body(dispute: Dispute): TemplateResult {
    const { t, language } = this;
    const { subject } = dispute;
    const money = (cents: number) => formatMoney(cents, language);
    return html`<p class="what">${disputeBadge(dispute, t)}<strong>${money(dispute.amountCents)}</strong>
        <button type="button" class="link" @click=${() => this.widget.show({ name: 'invoice', invoiceId: subject.invoiceId })}>${t.disputeLine(subject.invoiceNumber, subject.description)}</button></p>
      ${this.clock(dispute)} ${this.settlement(dispute)}
      <div class="columns">
        <div class="stack">
          ${this.proposal(dispute)}
          ${panel(
            t.thread,
            html`${this.bubble({ side: 'client', by: dispute.raisedBy, at: dispute.raisedAt, text: dispute.description, evidence: dispute.evidence })}
              ${dispute.messages.map((message) => this.bubble(message))} ${this.reply(dispute)}`,
          )}
        </div>
        <div class="stack">
          ${panel(
            t.steps,
            timeline(
              dispute.history.map(({ at, to, by, side }) =>
                historyEntry(
                  { what: t[`dispute_${to}`], at, notes: [by, t[`side_${side}`]] },
                  language,
                  readerZone(),
                ),
              ),
            ),
          )}
          ${facts([
            [t.reason, t[`reason_${dispute.reasonCode}`]],
            [t.disputeAmount, money(dispute.amountCents)],
          ])}
          ${this.withdrawal(dispute)}
        </div>
      </div>`;
  }

  private clock(dispute: Dispute): TemplateResult {
    const { t } = this;
    if (dispute.pausedSince)
      return html`<p class="hint">${t.clockStopped(this.when(dispute.pausedSince))}</p>`;
    const by = dispute.respondBy ?? dispute.resolveBy;
    if (!by) return html``;
    const text = dispute.respondBy ? t.respondBy(this.when(by)) : t.resolveBy(this.when(by));
    return html`<p class="hint ${dispute.late ? 'late' : ''}">${text} ${dispute.late ? t.late : nothing}</p>`;
  }

  private settlement({
    status,
    settledCents,
    creditNote,
    settlementReason,
  }: Dispute): TemplateResult | typeof nothing {
    if (status !== 'closed') return nothing;
    const { t, language, widget } = this;
    const name = creditNote ? `${creditNote.number}.pdf` : '';
    return html`<div class="gap">
      <p><strong>${settledCents ? t.settledFor(formatMoney(settledCents, language)) : t.rejectedWith}</strong> ${settlementReason ?? nothing}</p>
      ${
        creditNote
          ? html`<p class="what">${t.creditNoteIs(creditNote.number)}
            <foyer-ui-button size="small" ?busy=${this.busy === name}
              @click=${() => widget.run(() => this.fetchFile(name, () => this.api.creditNotePdf(creditNote.id)))}>${downloadIcon()}${t.download}</foyer-ui-button></p>`
          : nothing
      }
    </div>`;
  }

  private proposal(dispute: Dispute): TemplateResult | typeof nothing {
    const { proposal } = dispute;
    if (!proposal || dispute.status === 'closed') return nothing;
    const { t, language } = this;
    const amount = formatMoney(proposal.settledCents, language);
    return panel(
      t.proposal,
      html`<p>${t.proposalText(amount, proposal.by)}</p><p class="muted">${proposal.reason}</p>
        <div class="row gap">
          ${this.mayDo(dispute, 'agree') ? html`<foyer-ui-button variant="primary" ?busy=${this.busy === 'agree'} @click=${() => this.step('agree')}>${t.agree(amount)}</foyer-ui-button>` : nothing}
          ${this.mayDo(dispute, 'escalate') ? html`<foyer-ui-button ?busy=${this.busy === 'escalate'} @click=${() => this.step('escalate')}>${t.escalate}</foyer-ui-button>` : nothing}
        </div>`,
    );
  }

  private bubble({ side, by, at, text, evidence }: Omit<DisputeMessage, 'id'>): TemplateResult {
    return html`<div class="bubble ${side}"><p class="hint">${by} · ${this.t[`side_${side}`]} · <time datetime=${at}>${this.when(at)}</time></p>
      <p class="said">${text}</p>${evidence.map((one) => this.file(one))}</div>`;
  }

  private file({ id, fileName }: Evidence): TemplateResult {
    return html`<p><button type="button" class="link" @click=${() => this.widget.run(() => this.fetchFile(fileName, () => this.api.evidence(id)))}>${paperclipIcon()}${fileName}</button></p>`;
  }

  private reply(dispute: Dispute): TemplateResult | typeof nothing {
    const { t } = this;
    if (!this.mayDo(dispute, 'message')) return nothing;
    return html`<form class="form" @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.send());
    }}>
      <foyer-ui-text-field label=${t.message} rows="3" max-length="4000" .value=${this.text}
        @input=${(event: Event) => {
          this.text = textOf(event);
          this.keep();
        }}></foyer-ui-text-field>
      ${this.evidence.view(t)}
      <div class="row"><foyer-ui-button type="submit" ?busy=${this.busy === 'message'} ?disabled=${this.text.trim() === ''}>${t.send}</foyer-ui-button></div>
    </form>`;
  }

  private withdrawal(dispute: Dispute): TemplateResult | typeof nothing {
    const { t } = this;
    if (!this.mayDo(dispute, 'withdraw')) return nothing;
    if (!this.isSure) {
      return html`<p><foyer-ui-button variant="quiet" @click=${() => {
        this.isSure = true;
      }}>${t.withdraw}</foyer-ui-button></p>`;
    }
    return html`<div role="group" aria-label=${t.withdraw}><p>${t.withdrawSure}</p>
      <div class="row gap"><foyer-ui-button variant="critical" ?busy=${this.busy === 'withdraw'} @click=${() => this.step('withdraw')}>${t.withdraw}</foyer-ui-button>
        <foyer-ui-button variant="quiet" @click=${() => {
          this.isSure = false;
        }}>${t.keep}</foyer-ui-button></div></div>`;
  }

  private keep(): void {
    this.draft?.keep({ text: this.text, files: this.evidence.names });
  }

  private mayDo({ actions }: Dispute, action: DisputeAction): boolean {
    return actions.includes(action);
  }

  private when(at: string): string {
    return formatInstant(at, readerZone(), this.language);
  }

  private step(verb: 'agree' | 'escalate' | 'withdraw'): void {
    this.widget.run(async () => {
      const { data } = this.dispute;
      if (!data) return;
      await this.act(
        verb,
        () => this.api.step(data.id, verb, data.version, idempotencyKey()),
        this.t.actionFailed,
      );
      this.isSure = false;
      await this.dispute.read();
    });
  }

  private async send(): Promise<void> {
    const text = this.text.trim();
    if (text === '') return;
    const send = async () => {
      const evidenceIds = await this.evidence.send(this.api, this.t);
      await this.api.message(this.disputeId, text, evidenceIds, this.key.for({ text, evidenceIds }));
      this.key.renew();
    };
    if (await this.act('message', send, this.t.actionFailed)) {
      this.text = '';
      this.evidence.clear();
      this.draft?.drop();
      this.widget.announce(this.t.sent);
    }
    await this.dispute.read();
  }
}

define('foyer-ui-dispute-thread', DisputeThread);
