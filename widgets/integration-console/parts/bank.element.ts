import { type CSSResultGroup, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BankImport, BankStatementView } from '../../../server/features/bank/bank.contract.ts';
import { define } from '../../kit/define.ts';
import { emptyPanel } from '../../kit/parts/states.ts';
import '../../kit/parts/table.ts';
import type { Column, TableOpenDetail } from '../../kit/parts/table.types.ts';
import { Listing } from '../controllers/listing.ts';
import { type BankWords, bankMessages } from '../integration-console.messages.ts';
import { around } from './around.ts';
import './bank-accounts.element.ts';
import { ConsolePart } from './console-part.ts';
import { freshness, listFoot } from './list-foot.ts';
import { accountOf, statementColumns } from './statement-columns.ts';
import './statement-detail.element.ts';
import './statement-upload.element.ts';

const isUnderWay = ({ status }: BankStatementView): boolean => status === 'imported' || status === 'matched';

/** The bank tab: accounts, taking in a statement, the statements, and one of them with its lines. */
export class Bank extends ConsolePart {
  static override styles: CSSResultGroup = [
    ConsolePart.styles,
    css`
      .tab {
        display: grid;
        gap: var(--fy-space-lg);
      }
      .tab > * {
        min-inline-size: 0;
      }
    `,
  ];

  @property({ attribute: false }) round = 0;
  @property({ attribute: false }) imported: (ids: readonly string[], quarantined: number) => void = () =>
    undefined;
  @state() private chosen: string | null = null;
  /** Grows with what this part itself set off. */
  @state() private changes = 0;

  private readonly list = new Listing<BankStatementView>(
    this,
    (wish) => this.api.statements(wish),
    isUnderWay,
  );
  private readonly columns = new Map<BankWords, readonly Column<BankStatementView>[]>();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('round')) void this.list.read();
  }

  protected override render(): TemplateResult {
    const { session } = this;
    if (this.chosen !== null) {
      return html`<foyer-ui-statement-detail .session=${session} .round=${this.round} .statementId=${this.chosen}
        .back=${() => this.leave()}></foyer-ui-statement-detail>`;
    }
    const { t, common, texts } = this;
    const when = (instant: string) => this.when(instant);
    return html`<div class="tab">
      <foyer-ui-statement-upload .session=${session} .imported=${(answer: BankImport) => this.took(answer)}></foyer-ui-statement-upload>
      <div>
        <div class="head">
          <h3 id="heading" tabindex="-1">${t.statements}</h3>
          <div class="head-end">${freshness(this.list, { kit: texts.t, t: common, when })}</div>
        </div>
        ${around({
          state: this.list.state,
          kit: texts.t,
          t: common,
          when,
          retry: () => void this.list.read(),
          empty: () => emptyPanel({ title: t.emptyTitle, body: t.emptyBody }),
          waiting: () => this.table(5),
          content: () => html`${this.table(0)}${listFoot(this.list, common)}`,
        })}
      </div>
      <foyer-ui-bank-accounts .session=${session} .round=${this.round + this.changes}></foyer-ui-bank-accounts>
    </div>`;
  }

  private get t(): BankWords {
    return bankMessages.in(this.language);
  }

  private table(skeletonRows: number): TemplateResult {
    const { t } = this;
    return html`<foyer-ui-table caption=${t.statements} openable .columns=${this.columnsFor(t)} .rows=${this.list.rows}
      .rowKey=${(row: BankStatementView) => row.id} skeleton-rows=${skeletonRows}
      .rowName=${(row: BankStatementView) => t.rowName(accountOf(row, t), this.period(row))}
      @foyer-ui-open=${(event: CustomEvent<TableOpenDetail<BankStatementView>>) => {
        this.chosen = event.detail.row.id;
      }}></foyer-ui-table>`;
  }

  private columnsFor(t: BankWords): readonly Column<BankStatementView>[] {
    const known = this.columns.get(t) ?? statementColumns(t, this.language, (row) => this.period(row));
    this.columns.set(t, known);
    return known;
  }

  private period({ period, importedAt }: BankStatementView): string {
    return period ? this.span(period, this.t) : this.when(importedAt);
  }

  private took({ items, repeated }: BankImport): void {
    this.changes += 1;
    void this.list.read();
    if (repeated) return;
    const refused = items.filter(({ status }) => status === 'quarantined').length;
    this.imported(
      items.map(({ id }) => id),
      refused,
    );
  }

  private leave(): void {
    this.chosen = null;
    this.changes += 1;
    void this.list.read();
    void this.focusOn('#heading');
  }
}

define('foyer-ui-bank', Bank);
