import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Reconciliation } from '../../../server/features/reconciliation/reconciliation.contract.ts';
import { define } from '../../kit/define.ts';
import { landmarkIcon } from '../../kit/icons.ts';
import '../../kit/parts/button.ts';
import { emptyPanel } from '../../kit/parts/states.ts';
import '../../kit/parts/table.ts';
import type { Column, TableOpenDetail } from '../../kit/parts/table.types.ts';
import { Listing } from '../controllers/listing.ts';
import { type ReconciliationWords, reconciliationMessages } from '../integration-console.messages.ts';
import { around } from './around.ts';
import './compare-dialog.element.ts';
import { ConsolePart } from './console-part.ts';
import { freshness, listFoot } from './list-foot.ts';
import { reconciliationColumns } from './reconciliation-columns.ts';
import './reconciliation-detail.element.ts';

const isUnderWay = ({ status }: Reconciliation): boolean => status === 'queued' || status === 'running';

/** The reconciliation tab: what was compared, newest first, and one of them in full. */
export class Reconciliations extends ConsolePart {
  /** Grows each time the session is ready again. */
  @property({ attribute: false }) round = 0;
  @property({ attribute: false }) reconciled: (id: string, status: string) => void = () => undefined;
  @state() private chosen: string | null = null;
  @state() private comparing = false;

  private readonly list = new Listing<Reconciliation>(
    this,
    (wish) => this.api.reconciliations(wish),
    isUnderWay,
  );
  private readonly columns = new Map<ReconciliationWords, readonly Column<Reconciliation>[]>();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('round')) void this.list.read();
  }

  protected override render(): TemplateResult {
    if (this.chosen !== null) {
      return html`<foyer-ui-reconciliation-detail .session=${this.session} .round=${this.round}
        .reconciliationId=${this.chosen} .reconciled=${this.reconciled} .back=${() => this.leave()}></foyer-ui-reconciliation-detail>`;
    }
    const { t, texts, common } = this;
    const when = (instant: string) => this.when(instant);
    return html`<div class="head">
        <div><h3 id="heading" tabindex="-1">${t.title}</h3><p class="note">${t.lead}</p></div>
        <div class="head-end">
          ${freshness(this.list, { kit: texts.t, t: common, when })}
          <foyer-ui-button variant="primary" @click=${() => this.ask(true)}>${t.compare}</foyer-ui-button>
        </div>
      </div>
      ${around({
        state: this.list.state,
        kit: texts.t,
        t: common,
        when,
        retry: () => void this.list.read(),
        empty: () => emptyPanel({ title: t.emptyTitle, body: t.emptyBody, icon: landmarkIcon }),
        waiting: () => this.table(6),
        content: () => html`${this.table(0)}${listFoot(this.list, common)}`,
      })}
      ${
        this.comparing
          ? html`<foyer-ui-compare-dialog .session=${this.session} .closed=${() => this.ask(false)}
              .begun=${(row: Reconciliation) => this.open(row.id)}></foyer-ui-compare-dialog>`
          : nothing
      }`;
  }

  private get t(): ReconciliationWords {
    return reconciliationMessages.in(this.language);
  }

  private table(skeletonRows: number): TemplateResult {
    const { t } = this;
    return html`<foyer-ui-table caption=${t.title} openable .columns=${this.columnsFor(t)} .rows=${this.list.rows}
      .rowKey=${(row: Reconciliation) => row.id} skeleton-rows=${skeletonRows}
      .rowName=${(row: Reconciliation) => t.rowName(t[`account_${row.account}`], this.span(row, t))}
      @foyer-ui-open=${(event: CustomEvent<TableOpenDetail<Reconciliation>>) => this.open(event.detail.row.id)}
    ></foyer-ui-table>`;
  }

  /** The same object for the same words: rows are drawn again only when something in them changed. */
  private columnsFor(t: ReconciliationWords): readonly Column<Reconciliation>[] {
    const known = this.columns.get(t) ?? reconciliationColumns(t, this.language, (row) => this.span(row, t));
    this.columns.set(t, known);
    return known;
  }

  private ask(open: boolean): void {
    if (open) this.keepFocus();
    this.comparing = open;
    if (!open) void this.giveFocusBack();
  }

  private open(id: string): void {
    this.comparing = false;
    this.chosen = id;
  }

  private leave(): void {
    this.chosen = null;
    void this.list.read();
    void this.focusOn('#heading');
  }
}

define('foyer-ui-reconciliations', Reconciliations);
