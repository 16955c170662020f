import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  BankCandidates,
  BankLineView,
  ConfirmRequest,
} from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import type { FormDraft } from '../../kit/form-draft.ts';
import { plusIcon, xIcon } from '../../kit/icons.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/search-field.ts';
import { splitDraft } from '../controllers/line-drafts.ts';
import { Reading } from '../controllers/reading.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import {
  type Candidate,
  keyOf,
  leftOf,
  requestOf,
  type Split,
  type SplitPart,
  splitFrom,
  withAmount,
  withCandidate,
  withCredit,
  without,
} from '../model/split.ts';
import { around } from './around.ts';
import { ConsolePart } from './console-part.ts';
import { matchFormStyles } from './match-form.styles.ts';
import { serverWords } from './server-words.ts';

/** Enough to tell one payment from another. */
const askedShown = 3;

/** Puts together by hand what a line's money is for. */
export class MatchForm extends ConsolePart {
  static override styles: CSSResultGroup = [ConsolePart.styles, matchFormStyles];

  @property({ attribute: false }) line!: BankLineView;
  @property({ type: Boolean }) busy = false;
  @property({ attribute: false }) given: (request: ConfirmRequest) => void = () => undefined;
  @property({ attribute: false }) cancelled: () => void = () => undefined;
  @state() private split: Split = [];
  @state() private text = '';
  private draft: FormDraft | undefined;

  private readonly reading = new Reading<BankCandidates>(this, {
    fetch: (signal) => this.api.candidates(this.line.id, this.query, signal),
    asOf: ({ asOf }) => asOf,
    isEmpty: ({ items }) => items.length === 0,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.draft = splitDraft(this.session, this.line.id);
    this.split = splitFrom(this.draft.text('split'));
  }

  protected override firstUpdated(): void {
    void this.reading.read();
    void this.focusOn('foyer-ui-search-field');
  }

  protected override render(): TemplateResult {
    const { t, common, texts } = this;
    return html`<div class="stack">
      ${this.chosen()}
      <foyer-ui-search-field label=${t.search} placeholder=${t.searchHint} .value=${this.text}
        @foyer-ui-search=${(event: CustomEvent<{ text: string }>) => this.search(event.detail.text)}></foyer-ui-search-field>
      ${around({
        state: this.reading.state,
        kit: texts.t,
        t: common,
        when: (instant) => this.when(instant),
        retry: () => void this.reading.read(),
        empty: () => html`<p class="muted" role="status">${t.candidatesNone}</p>`,
        content: ({ items }) => html`<ul class="found">${items.map((one) => this.candidate(one))}</ul>`,
      })}
    </div>`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  /** As the contract has it: two letters at least, else what fits the line best. */
  private get query(): string | undefined {
    const text = this.text.trim();
    return text.length >= 2 ? text : undefined;
  }

  private chosen(): TemplateResult {
    const { t, split, line, busy } = this;
    const request = requestOf(split, line.amountCents);
    return html`<section class="chosen" id="chosen" tabindex="-1" aria-label=${t.chosen}>
      <h3>${t.chosen}</h3>
      ${split.length === 0 ? html`<p class="muted">${t.chosenNone}</p>` : html`<ul>${split.map((part) => this.partRow(part))}</ul>`}
      <p role="status" class="note">${split.length === 0 ? nothing : this.rest()}</p>
      ${this.credit()}
      <div class="row">
        <foyer-ui-button variant="primary" ?disabled=${!request} ?busy=${busy}
          @click=${() => request && this.given(request)}>${t.confirmSplit(this.money(line.amountCents))}</foyer-ui-button>
        <foyer-ui-button variant="quiet" @click=${() => this.cancelled()}>${t.backToLine}</foyer-ui-button>
      </div>
    </section>`;
  }

  private rest(): string {
    const { t } = this;
    const left = leftOf(this.split, this.line.amountCents);
    if (left === 0) return t.placed;
    return left > 0 ? t.left(this.money(left)) : t.over(this.money(-left));
  }

  /** Only of one client: whose credit it would be is no guess. */
  private credit(): TemplateResult | typeof nothing {
    const { t, split, line } = this;
    const left = leftOf(split, line.amountCents);
    const [first, ...others] = split;
    if (!first || left <= 0 || others.some(({ clientId }) => clientId !== first.clientId)) return nothing;
    const client = { id: first.clientId, name: first.clientName };
    return html`<div><foyer-ui-button size="small" @click=${() => this.change(withCredit(split, client, line.amountCents))}>
      ${t.restToCredit(this.money(left), client.name)}</foyer-ui-button></div>`;
  }

  private partRow(part: SplitPart): TemplateResult {
    const { t, split } = this;
    const label = part.label ? this.named(part) : t.creditOn(part.clientName);
    const onInput = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || !('cents' in target)) return;
      this.change(withAmount(split, part.key, typeof target.cents === 'number' ? target.cents : undefined));
    };
    return html`<li>
      <span class="what"><strong>${label}</strong>${part.label ? html`<small>${part.clientName}</small>` : nothing}</span>
      <foyer-ui-money-field hide-label label=${t.part(label)} .cents=${part.cents} .least=${1} .most=${part.mostCents}
        @input=${onInput}></foyer-ui-money-field>
      <foyer-ui-button icon variant="quiet" label=${t.remove(label)} @click=${() => this.takeOut(part.key)}>${xIcon()}</foyer-ui-button>
    </li>`;
  }

  private candidate(one: Candidate): TemplateResult {
    const { t, split, line } = this;
    const has = split.some(({ key }) => key === keyOf(one));
    const name = this.named(one);
    const facts = [
      one.clientName,
      one.dueOn && t.dueOn(this.day(one.dueOn)),
      t.balance(this.money(one.balanceCents)),
    ];
    return html`<li>
      <span class="what"><strong>${name}</strong><small>${facts.filter(Boolean).join(' · ')}</small>
        ${one.asked.length > 0 ? html`<small>${this.asked(one)}</small>` : nothing}
        <small>${serverWords(one.explanation)}</small></span>
      <foyer-ui-button size="small" ?disabled=${has} label=${t.addName(name, one.clientName)}
        @click=${() => this.change(withCandidate(split, one, line.amountCents))}>${plusIcon()}${t.add}</foyer-ui-button>
    </li>`;
  }

  private named({ label, paymentId }: Pick<Candidate, 'label' | 'paymentId'>): string {
    return paymentId === null ? label : this.t.paymentName(label);
  }

  /** The reference that a waiting payment is known by names none of its invoices. */
  private asked({ asked }: Candidate): TemplateResult[] {
    const { t } = this;
    const shown = asked
      .slice(0, askedShown)
      .map((one) => t.asksFor(one.invoiceNumber, this.money(one.amountCents)));
    const more = asked.length - shown.length;
    const all = more > 0 ? [...shown, t.asksForMore(more)] : shown;
    return all.map((text, at) => html`${at > 0 ? ' · ' : nothing}<span class="whole">${text}</span>`);
  }

  private change(split: Split): void {
    this.split = split;
    if (split.length > 0) this.draft?.keep({ split: JSON.stringify(split) });
    else this.draft?.drop();
  }

  private takeOut(key: string): void {
    this.change(without(this.split, key));
    void this.focusOn('#chosen');
  }

  private search(text: string): void {
    this.text = text;
    void this.reading.read();
  }
}

define('foyer-ui-match-form', MatchForm);
