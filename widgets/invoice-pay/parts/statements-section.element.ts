import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Statement, StatementLine } from '../../../server/features/statements/statements.contract.ts';
import { formatDay, formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { downloadIcon } from '../../kit/icons.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/checkbox.ts';
import '../../kit/parts/select.ts';
import '../../kit/parts/text-field.ts';
import type { StatementChoice } from '../api/account-api.ts';
import { AccountElement } from './account-element.ts';
import './account-months.element.ts';
import { textOf } from './field-text.ts';
import { Reading } from './reading.ts';
import { readerZone } from './times.ts';

/** A statement of the account: what is open on a day, or what happened between two, footing to the ledger. */
export class StatementsSection extends AccountElement {
  @state() private isYearShown = false;
  @state() private withInvoices = false;
  @state() private choice: StatementChoice = { mode: 'open_item', from: '', to: '' };

  private readonly statement = new Reading<Statement>(this, (signal) =>
    this.api.statement(this.choice, signal),
  );

  protected override render(): TemplateResult {
    const { t, choice } = this;
    const { data } = this.statement;
    const modes = (['open_item', 'activity'] as const).map((mode) => ({
      value: mode,
      label: t[`mode_${mode}`],
    }));
    const choose = (name: keyof StatementChoice) => (event: Event) => this.choose({ [name]: textOf(event) });
    return html`<div class="controls">
        <foyer-ui-select label=${t.mode} .options=${modes} .value=${choice.mode} @change=${choose('mode')}></foyer-ui-select>
        ${
          choice.mode === 'activity'
            ? html`<foyer-ui-text-field type="date" label=${t.from} .value=${choice.from || (data?.from ?? '')} @change=${choose('from')}></foyer-ui-text-field>`
            : nothing
        }
        <foyer-ui-text-field type="date" label=${choice.mode === 'activity' ? t.to : t.asAt} .value=${choice.to || (data?.to ?? '')}
          .error=${this.isBackwards ? t.backwards : undefined} @change=${choose('to')}></foyer-ui-text-field>
        <foyer-ui-checkbox label=${t.withInvoices} .checked=${this.withInvoices} @change=${() => {
          this.withInvoices = !this.withInvoices;
        }}></foyer-ui-checkbox>
        <foyer-ui-button class="push" ?busy=${this.busy.endsWith('.pdf')} @click=${() => this.bring('pdf')}>${downloadIcon()}${t.download}</foyer-ui-button>
        <foyer-ui-button ?busy=${this.busy.endsWith('.csv')} @click=${() => this.bring('csv')}>${downloadIcon()}${t.downloadCsv}</foyer-ui-button>
      </div>
      ${this.reading(this.statement, (statement) => this.sheet(statement))}
      <p class="gap"><foyer-ui-button .pressed=${this.isYearShown} @click=${() => {
        this.isYearShown = !this.isYearShown;
      }}>${this.isYearShown ? t.hideYear : t.showYear}</foyer-ui-button></p>
      ${this.isYearShown ? html`<foyer-ui-account-months class="gap" .widget=${this.widget} .language=${this.language}></foyer-ui-account-months>` : nothing}`;
  }

  private get isBackwards(): boolean {
    const { mode, from, to } = this.choice;
    return mode === 'activity' && from !== '' && to !== '' && to < from;
  }

  private sheet(statement: Statement): TemplateResult {
    const { t, language } = this;
    const { lines, mode } = statement;
    const money = (cents: number) => formatMoney(cents, language);
    if (lines.length === 0 && statement.openingCents === 0) {
      return html`<p class="muted">${mode === 'activity' ? t.activityEmpty : t.statementEmpty}</p>`;
    }
    return html`<div class="scroll"><table class="sums ledger">
        <thead><tr><th scope="col">${t.on}</th><th scope="col">${t.what}</th>
          <th scope="col" class="wide">${t.due}</th><th scope="col" class="number">${t.amount} (AUD)</th>
          <th scope="col" class="number">${t.balance}</th></tr></thead>
        <tbody>
          ${mode === 'activity' ? this.sum(t.opening, statement.from, statement.openingCents) : nothing}
          ${lines.map((line) => this.line(line))}
        </tbody>
        <tfoot>${this.sum(t.closing, statement.to, statement.closingCents)}</tfoot>
      </table></div>
      <p class="hint gap">${t.foots(money(statement.openingCents), money(statement.addedCents), money(-statement.takenCents || 0), money(statement.closingCents))}</p>
      ${statement.syncedAt ? html`<p class="hint">${t.statementSynced(formatInstant(statement.syncedAt, readerZone(), language))}</p>` : nothing}`;
  }

  private sum(label: string, day: string | null, cents: number): TemplateResult {
    const { language } = this;
    return html`<tr class="strong"><td class="day">${day ? formatDay(day, language) : nothing}</td><th scope="row">${label}</th>
      <td class="wide"></td><td></td><td class="number">${formatMoney(cents, language)}</td></tr>`;
  }

  private line(line: StatementLine): TemplateResult {
    const { t, language, widget } = this;
    const { invoiceId } = line;
    const open = invoiceId ? () => widget.show({ name: 'invoice', invoiceId }) : undefined;
    const reference = open
      ? html`<button type="button" class="link" @click=${open}>${line.reference}</button>`
      : line.reference;
    return html`<tr><td class="day">${formatDay(line.on, language)}</td>
      <th scope="row">${t[`line_${line.kind}`]} ${reference}${line.detail ? html`<small>${line.detail}</small>` : nothing}</th>
      <td class="wide">${line.dueOn ? formatDay(line.dueOn, language) : nothing}</td>
      <td class="number">${formatAmount(line.amountCents, language)}</td>
      <td class="number" data-label=${t.balance}>${formatAmount(line.balanceCents, language)}</td></tr>`;
  }

  private choose(change: Partial<StatementChoice>): void {
    this.choice = { ...this.choice, ...change };
    if (!this.isBackwards) void this.statement.read();
  }

  private bring(format: 'pdf' | 'csv'): void {
    const day = this.statement.data?.to ?? this.choice.to;
    const name = `statement-${day}.${format}`;
    const read = () =>
      format === 'csv'
        ? this.api.statementCsv(this.choice)
        : this.api.statementPdf(this.choice, this.withInvoices);
    this.widget.run(() => this.fetchFile(name, read));
  }
}

define('foyer-ui-statements-section', StatementsSection);
