import { type CSSResultGroup, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  BankLineView,
  BankStatementView,
  MatchStatus,
} from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import '../../kit/parts/badge.ts';
import { backLink, facts, panel } from '../../kit/parts/layout.ts';
import '../../kit/parts/progress.ts';
import { banner, emptyPanel } from '../../kit/parts/states.ts';
import '../../kit/parts/table.ts';
import type { Column, TableOpenDetail } from '../../kit/parts/table.types.ts';
import { Listing } from '../controllers/listing.ts';
import { Reading } from '../controllers/reading.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { statementTone } from '../model/tones.ts';
import { around } from './around.ts';
import './bank-line.element.ts';
import { ConsolePart } from './console-part.ts';
import { lineColumns } from './line-columns.ts';
import { lineFilter } from './line-filter.ts';
import { freshness, listFoot } from './list-foot.ts';
import { accountOf } from './statement-columns.ts';

type Known = { readonly statement: BankStatementView; readonly asOf: string };

const isUnderWay = ({ status }: BankStatementView): boolean => status === 'imported' || status === 'matched';

/** One statement: what its file says of itself, and what became of each of its lines. */
export class StatementDetail extends ConsolePart {
  static override styles: CSSResultGroup = [
    ConsolePart.styles,
    css`
      .title,
      .filter {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--fy-space-xs);
      }
      .stack {
        gap: var(--fy-space-sm);
      }
      .stack > * {
        min-inline-size: 0;
      }
      .faults {
        margin: 0;
        padding-inline-start: var(--fy-space-md);
      }
      .faults li::first-letter {
        text-transform: uppercase;
      }
    `,
  ];

  @property({ attribute: false }) round = 0;
  @property({ attribute: false }) statementId = '';
  @property({ attribute: false }) back: () => void = () => undefined;
  @state() private filter: MatchStatus | undefined;
  @state() private opened: BankLineView | null = null;
  @state() private said = '';

  private readonly reading = new Reading<Known>(this, {
    fetch: async (signal) => ({
      statement: await this.api.statement(this.statementId, signal),
      asOf: new Date().toISOString(),
    }),
    asOf: ({ asOf }) => asOf,
    isUnderWay: ({ statement }) => isUnderWay(statement),
  });
  private readonly lines = new Listing<BankLineView>(this, (wish) =>
    this.api.lines(this.statementId, this.filter, wish),
  );
  private readonly columns = new Map<BankWords, readonly Column<BankLineView>[]>();
  private wasUnderWay = false;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('round') || changed.has('statementId')) this.readAll();
    const statement = this.reading.data?.statement;
    if (!statement) return;
    if (this.wasUnderWay && !isUnderWay(statement)) void this.lines.read();
    this.wasUnderWay = isUnderWay(statement);
  }

  protected override firstUpdated(): void {
    void this.focusOn('#heading');
  }

  protected override render(): TemplateResult {
    const { t, texts, common, reading } = this;
    const when = (instant: string) => this.when(instant);
    const one = reading.data?.statement;
    const period = one?.period ? this.span(one.period, t) : '';
    return html`${backLink(t.back, () => this.back())}
      <div class="head">
        <div class="title">
          <h3 id="heading" tabindex="-1">${one ? `${accountOf(one, t)} ${period}` : t.statement}</h3>
          ${one ? html`<foyer-ui-badge tone=${statementTone[one.status]} label=${t[`status_${one.status}`]}></foyer-ui-badge>` : nothing}
        </div>
        <div class="head-end">${freshness(reading, { kit: texts.t, t: common, when })}</div>
      </div>
      ${around({
        state: reading.state,
        kit: texts.t,
        t: common,
        when,
        retry: () => this.readAll(),
        content: ({ statement }) => this.body(statement),
      })}
      ${this.drawer()}`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private readAll(): void {
    void this.reading.read();
    void this.lines.read();
  }

  private body(one: BankStatementView): TemplateResult {
    const { t } = this;
    const { imported, auto_matched, ...settled } = one.counts;
    const done = Object.values(settled).reduce((sum, count) => sum + count, 0);
    const format = one.format ? t[`format_${one.format}`] : t.noAccount;
    return html`<div class="stack">
      <p class="note">${t.importedBy(one.importedBy, this.when(one.importedAt))}</p>
      ${isUnderWay(one) ? html`<foyer-ui-progress label=${t.matching} done=${done} .total=${done + imported + auto_matched}></foyer-ui-progress>` : nothing}
      ${
        one.faults.length > 0
          ? banner({
              tone: one.status === 'quarantined' ? 'critical' : 'caution',
              title: t.faultsTitle,
              body: html`<ul class="faults">${one.faults.map((fault) => html`<li>${fault}</li>`)}</ul>`,
            })
          : nothing
      }
      ${panel(
        t.statement,
        facts([
          [t.openingBalance, one.openingCents === null ? null : this.money(one.openingCents)],
          [t.closingBalance, one.closingCents === null ? null : this.money(one.closingCents)],
          [t.control, t[`control_${one.control}`]],
          [t.formatLabel, one.profile ? `${format}, ${one.profile}` : format],
          [t.lineCount, one.lineCount],
        ]),
      )}
      ${one.knownCount > 0 ? html`<p class="note">${t.known(one.knownCount)}</p>` : nothing}
      ${one.status === 'quarantined' ? nothing : this.lineList(one)}
    </div>`;
  }

  private lineList(one: BankStatementView): TemplateResult {
    const { t, common, texts } = this;
    return html`<h4>${t.lines}</h4>
      <div class="filter">${lineFilter(one, this.filter, t, (filter) => this.show(filter))}</div>
      <div role="status">${this.said ? banner({ tone: 'positive', title: this.said }) : nothing}</div>
      ${around({
        state: this.lines.state,
        kit: texts.t,
        t: common,
        when: (instant) => this.when(instant),
        retry: () => void this.lines.read(),
        empty: () => emptyPanel({ title: t.noLinesTitle, body: t.noLinesBody }),
        waiting: () => this.table(6),
        content: () => html`${this.table(0)}${listFoot(this.lines, common)}`,
      })}`;
  }

  private table(skeletonRows: number): TemplateResult {
    const { t } = this;
    return html`<foyer-ui-table caption=${t.lines} openable .columns=${this.columnsFor(t)} .rows=${this.lines.rows}
      .rowKey=${(row: BankLineView) => row.id} skeleton-rows=${skeletonRows}
      .rowName=${(row: BankLineView) => t.lineName(this.money(row.amountCents), this.day(row.bookedOn))}
      @foyer-ui-open=${(event: CustomEvent<TableOpenDetail<BankLineView>>) => this.open(event.detail.row)}></foyer-ui-table>`;
  }

  private columnsFor(t: BankWords): readonly Column<BankLineView>[] {
    const known = this.columns.get(t) ?? lineColumns(t, this.common.amount, this.language);
    this.columns.set(t, known);
    return known;
  }

  private drawer(): TemplateResult | typeof nothing {
    const { opened } = this;
    if (!opened) return nothing;
    // As it stands now: matching may have gone on since it was opened.
    const line = this.lines.rows.find(({ id }) => id === opened.id) ?? opened;
    return html`<foyer-ui-bank-line .session=${this.session} .line=${line}
      .closed=${() => this.close()} .outdated=${() => this.readAll()}
      .decided=${(line: BankLineView, said: string) => this.decided(line, said)}></foyer-ui-bank-line>`;
  }

  private show(filter: MatchStatus | undefined): void {
    this.filter = filter;
    this.said = '';
    this.lines.forget();
    void this.lines.read();
  }

  private open(line: BankLineView): void {
    this.keepFocus();
    this.said = '';
    this.opened = line;
  }

  private close(): void {
    this.opened = null;
    void this.giveFocusBack();
  }

  private decided(line: BankLineView, said: string): void {
    this.lines.replace(line);
    this.said = said;
    this.close();
    this.readAll();
  }
}

define('foyer-ui-statement-detail', StatementDetail);
