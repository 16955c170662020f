import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type {
  Remittance,
  RemittancePage,
} from '../../../server/features/remittances/remittances.contract.ts';
import { isFoyerProblem } from '../../kit/client/problem.ts';
import { formatDay, formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { paperclipIcon } from '../../kit/icons.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import { banner } from '../../kit/parts/states.ts';
import '../../kit/parts/text-field.ts';
import { FormDraft } from '../../kit/form-draft.ts';
import { RepeatKey } from '../controllers/repeat-key.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { AccountElement } from './account-element.ts';
import { textOf } from './field-text.ts';
import { PagedReading } from './paged-reading.ts';
import { readerZone } from './times.ts';

/** As the server takes it. */
const mostBytes = 200_000;

/** What bank transfers are for: a file of invoices and amounts to each, and those that were sent before. */
export class RemittancesSection extends AccountElement {
  static override styles: CSSResultGroup = [
    AccountElement.styles,
    css`
      .drop {
        display: grid;
        justify-items: start;
        gap: var(--fy-space-xs);
        padding: var(--fy-space-md);
        border: 1px dashed var(--fy-color-border-strong);
        border-radius: var(--fy-radius-panel);
      }
      .drop.over {
        border-color: var(--fy-color-accent);
        background: var(--fy-color-accent-subtle);
      }
      .drop ul {
        margin: 0;
        padding-inline-start: var(--fy-space-md);
      }
    `,
  ];

  @state() private reference = '';
  @state() private total = '';
  @state() private paidOn = '';
  @state() private file: File | null = null;
  /** The file of a draft: its name is kept, what is in it is not. */
  @state() private lostFile = '';
  @state() private over = false;
  @state() private isChecked = false;
  /** What the server says of single rows of the file. */
  @state() private rows: readonly string[] = [];
  @query('input[type=file]') private readonly input!: HTMLInputElement;

  private key = new RepeatKey();
  private draft: FormDraft | undefined;
  private readonly sent = new PagedReading<Remittance, RemittancePage>(this, (cursor, signal) =>
    this.api.remittances(cursor, signal),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = new FormDraft('remittance', this.widget.me);
    this.draft = draft;
    this.key = new RepeatKey(new FormDraft('remittance.sent', this.widget.me));
    this.reference = draft.text('reference') ?? '';
    this.total = draft.text('total') ?? '';
    this.paidOn = draft.text('paidOn') ?? '';
    this.lostFile = this.file ? '' : (draft.text('fileName') ?? '');
  }

  protected override render(): TemplateResult {
    const { t } = this;
    return html`${this.widget.canPay ? this.form() : nothing}
      <div class="gap">${this.reading(
        this.sent,
        ({ items }) => html`<h3>${t.remittancesSent}</h3>
          ${items.length === 0 ? html`<p class="hint">${t.remittancesEmpty}</p>` : html`<ul class="list">${this.sent.items.map((one) => this.item(one))}</ul>`}
          ${this.more(this.sent)}`,
      )}</div>`;
  }

  private form(): TemplateResult {
    const { t, isChecked } = this;
    return html`<form class="form" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      this.widget.run(() => this.send());
    }}>
      <p class="hint">${t.remittanceLead}</p>
      <foyer-ui-text-field class="reference" label=${t.remittanceReference} hint=${t.remittanceReferenceHint} max-length="60" .value=${this.reference}
        .error=${isChecked && !this.reference.trim() ? t.remittanceReferenceMissing : undefined}
        @input=${(event: Event) => {
          this.reference = textOf(event);
          this.keep();
        }}></foyer-ui-text-field>
      <foyer-ui-money-field label=${t.remittanceTotal} .value=${this.total}
        .error=${isChecked && this.totalCents === null ? t.remittanceTotalWrong : undefined}
        @input=${(event: Event) => {
          this.total = textOf(event);
          this.keep();
        }}></foyer-ui-money-field>
      <foyer-ui-text-field type="date" optional label=${t.remittancePaidOn} .value=${this.paidOn}
        @change=${(event: Event) => {
          this.paidOn = textOf(event);
          this.keep();
        }}></foyer-ui-text-field>
      ${this.drop()} ${this.refusal()}
      <div class="row"><foyer-ui-button type="submit" variant="primary" ?busy=${this.busy === 'remittance'}>${t.remittanceSend}</foyer-ui-button></div>
    </form>`;
  }

  private keep(): void {
    const { reference, total, paidOn, file, lostFile } = this;
    this.draft?.keep({ reference, total, paidOn, fileName: file?.name ?? lostFile });
  }

  private drop(): TemplateResult {
    const { t, file, lostFile } = this;
    return html`<div class="drop ${this.over ? 'over' : ''}" @dragover=${this.onDragover} @dragleave=${this.onDragleave} @drop=${this.onDrop}>
      <p>${t.remittanceFile}</p>
      <p class="hint">${t.remittanceFileHint}</p>
      <input type="file" hidden accept=".csv,text/csv" @change=${this.onChosen} />
      <foyer-ui-button @click=${() => this.input.click()}>${paperclipIcon()}${t.remittanceChoose}</foyer-ui-button>
      ${file ? html`<p><strong>${file.name}</strong></p>` : nothing}
      ${!file && lostFile ? html`<p>${t.remittanceFileAgain(lostFile)}</p>` : nothing}
      ${this.fileTrouble ? html`<p class="late" role="alert">${this.fileTrouble}</p>` : nothing}
    </div>`;
  }

  private refusal(): TemplateResult | typeof nothing {
    const { rows, t } = this;
    if (rows.length === 0) return nothing;
    const body = html`<ul>${rows.map((row) => html`<li>${row}</li>`)}</ul>`;
    return banner({ tone: 'critical', title: t.remittanceRefused, body });
  }

  private item(one: Remittance): TemplateResult {
    const { t, language } = this;
    const invoices = one.lines.map(
      ({ invoiceNumber, amountCents }) => `${invoiceNumber} ${formatMoney(amountCents, language)}`,
    );
    return html`<li>
      <p class="what"><strong>${one.reference}</strong>
        ${this.standing(one)}</p>
      <p class="figure">${formatMoney(one.totalCents, language)}</p>
      <p class="hint">${[one.paidOn && formatDay(one.paidOn, language), one.sentBy, formatInstant(one.sentAt, readerZone(), language)].filter(Boolean).join(' · ')}</p>
      <details><summary>${t.remittanceInvoices(one.lines.length)}</summary><p class="hint">${invoices.join(', ')}</p></details>
    </li>`;
  }

  /** What became of it: the transfer came, an invoice in it is nobody's, or there is nothing to do but wait. */
  private standing({ matched, lines }: Remittance): TemplateResult {
    const { t, language } = this;
    if (matched) {
      const label = t.remittanceArrived(formatDay(matched.receivedOn, language));
      return html`<foyer-ui-badge tone="positive" label=${label}></foyer-ui-badge>`;
    }
    const unknown = lines.filter(({ invoiceId }) => invoiceId === null).length;
    return unknown > 0
      ? html`<foyer-ui-badge tone="caution" label=${t.remittanceUnknown(unknown)}></foyer-ui-badge>`
      : html`<foyer-ui-badge tone="neutral" label=${t.remittanceWaiting}></foyer-ui-badge>`;
  }

  private get totalCents(): number | null {
    const cents = parseTyped(this.total);
    return cents !== null && cents > 0 ? cents : null;
  }

  private get fileTrouble(): string | undefined {
    const { file, t } = this;
    if (file && file.size > mostBytes) return t.remittanceTooLarge;
    return this.isChecked && !file ? t.remittanceFileMissing : undefined;
  }

  private async send(): Promise<void> {
    const { file, totalCents, t } = this;
    const reference = this.reference.trim();
    this.isChecked = true;
    this.rows = [];
    if (!reference) return this.focusField('.reference');
    if (totalCents === null) return this.focusField('foyer-ui-money-field');
    if (!file || this.fileTrouble) return this.focusField('.drop foyer-ui-button');
    const done = await this.act(
      'remittance',
      async () => {
        const body = { reference, totalCents, paidOn: this.paidOn || null, csv: await file.text() };
        try {
          await this.api.sendRemittance(body, this.key.for(body));
        } catch (error) {
          if (isFoyerProblem(error)) this.rows = error.errors.map(({ message }) => message);
          throw error;
        }
      },
      t.actionFailed,
    );
    // The rows say more than that it did not work.
    if (this.rows.length > 0) this.trouble = undefined;
    if (!done) return;
    this.key.renew();
    this.draft?.drop();
    Object.assign(this, { reference: '', total: '', paidOn: '', file: null, lostFile: '', isChecked: false });
    this.widget.announce(t.remittanceDone(reference));
    await this.sent.read();
  }

  private focusField(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private readonly onDragover = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  private readonly onDragleave = (): void => {
    this.over = false;
  };

  private readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    this.take(event.dataTransfer?.files);
  };

  private readonly onChosen = (): void => {
    this.take(this.input.files);
    // So that the same file can be chosen again.
    this.input.value = '';
  };

  private take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (!file) return;
    this.file = file;
    this.rows = [];
    this.keep();
  }
}

define('foyer-ui-remittances-section', RemittancesSection);
