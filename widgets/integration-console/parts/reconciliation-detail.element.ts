import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  Discrepancy,
  PayoutFacts,
  Reconciliation,
  ReconciliationFacts,
} from '../../../server/features/reconciliation/reconciliation.contract.ts';
import { define } from '../../kit/define.ts';
import { download } from '../../kit/download.ts';
import { downloadIcon } from '../../kit/icons.ts';
import '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import { backLink, facts, panel } from '../../kit/parts/layout.ts';
import '../../kit/parts/progress.ts';
import { banner, emptyPanel } from '../../kit/parts/states.ts';
import { Action } from '../controllers/action.ts';
import { Listing } from '../controllers/listing.ts';
import { Reading } from '../controllers/reading.ts';
import type { CaseStep } from '../integration-console.api.ts';
import { type ReconciliationWords, reconciliationMessages } from '../integration-console.messages.ts';
import { reconciliationTone } from '../model/tones.ts';
import { around } from './around.ts';
import { caseCard } from './case-card.ts';
import { ConsolePart } from './console-part.ts';
import { freshness, listFoot } from './list-foot.ts';
import './propose-dialog.element.ts';
import { reconciliationDetailStyles } from './reconciliation-detail.styles.ts';
import { payoutsTable, sidesTable } from './sides-table.ts';
import { troubleBanner } from './trouble-banner.ts';

const isUnderWay = ({ status }: Reconciliation): boolean => status === 'queued' || status === 'running';

/** A vendor keeps fees and pays out; at the bank there may be money that nobody has claimed yet. */
const ofAccount = (
  sums: ReconciliationFacts,
  t: ReconciliationWords,
  money: (cents: number) => string,
): [string, string][] =>
  sums.payouts
    ? [
        [t.fees, money(sums.feesCents)],
        [t.payouts, money(sums.payoutsCents)],
      ]
    : [[t.undecided, money(sums.undecidedCents)]];

/** One reconciliation: its sides, the certificate, and the cases that keep it from being even. */
export class ReconciliationDetail extends ConsolePart {
  static override styles: CSSResultGroup = [ConsolePart.styles, reconciliationDetailStyles];

  @property({ attribute: false }) round = 0;
  @property({ attribute: false }) reconciliationId = '';
  @property({ attribute: false }) back: () => void = () => undefined;
  @property({ attribute: false }) reconciled: (id: string, status: string) => void = () => undefined;
  @state() private proposing: Discrepancy | null = null;
  @state() private said = '';

  private readonly reading = new Reading<Reconciliation>(this, {
    fetch: (signal) => this.api.reconciliation(this.reconciliationId, signal),
    asOf: (row) => row.asOf,
    isUnderWay,
  });
  private readonly cases = new Listing<Discrepancy>(this, (wish) =>
    this.api.cases(this.reconciliationId, wish),
  );
  private readonly action = new Action(this);
  private wasUnderWay = false;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('round') || changed.has('reconciliationId')) this.readAll();
    const row = this.reading.data;
    if (!row) return;
    if (this.wasUnderWay && !isUnderWay(row)) {
      void this.cases.read();
      this.reconciled(row.id, row.status);
    }
    this.wasUnderWay = isUnderWay(row);
  }

  protected override firstUpdated(): void {
    void this.focusOn('#heading');
  }

  protected override render(): TemplateResult {
    const { t, texts, common, reading } = this;
    const when = (instant: string) => this.when(instant);
    const row = reading.data;
    const name = row ? t.rowName(t[`account_${row.account}`], this.span(row, t)) : t.title;
    return html`${backLink(t.back, () => this.back())}
      <div class="head">
        <div class="title"><h3 id="heading" tabindex="-1">${name}</h3>
          ${row ? html`<foyer-ui-badge tone=${reconciliationTone[row.status]} label=${t[`status_${row.status}`]}></foyer-ui-badge>` : nothing}</div>
        <div class="head-end">${freshness(reading, { kit: texts.t, t: common, when })}</div>
      </div>
      ${around({
        state: reading.state,
        kit: texts.t,
        t: common,
        when,
        retry: () => this.readAll(),
        content: (one) => this.body(one),
      })}
      <div class="visually-hidden" role="status">${this.said}</div>
      ${
        this.proposing
          ? html`<foyer-ui-propose-dialog .session=${this.session} .row=${this.proposing}
              .closed=${() => this.settleDialog()} .proposed=${(one: Discrepancy) => this.proposed(one)}></foyer-ui-propose-dialog>`
          : nothing
      }`;
  }

  private get t(): ReconciliationWords {
    return reconciliationMessages.in(this.language);
  }

  private readAll(): void {
    void this.reading.read();
    void this.cases.read();
  }

  private body(row: Reconciliation): TemplateResult {
    const { t } = this;
    return html`<p class="note">${t.requested(row.requestedBy, this.when(row.requestedAt))}${
      row.finishedAt ? html` · ${t.finished(this.when(row.finishedAt))}` : nothing
    }</p>
      ${isUnderWay(row) ? html`<foyer-ui-progress label=${row.status === 'queued' ? t.waiting : t.running}></foyer-ui-progress>${row.failure ? html`<p class="note">${row.failure}</p>` : nothing}` : nothing}
      ${row.status === 'failed' ? banner({ tone: 'critical', title: t.failedTitle, body: html`${t.failedBody} <span class="small-print">${row.failure}</span>` }) : nothing}
      ${row.facts ? this.sums(row, row.facts) : nothing} ${isUnderWay(row) ? nothing : this.caseList()}`;
  }

  private sums(row: Reconciliation, sums: NonNullable<Reconciliation['facts']>): TemplateResult {
    const { t } = this;
    const money = (cents: number) => this.money(cents);
    const even =
      sums.inTransitCents === 0 ? t.balancedNow : t.balancedTransit(this.money(sums.inTransitCents));
    return html`<div class="columns">
      <div class="stack">
      ${panel(
        t.sides,
        html`${sidesTable(sums, t, money, row.account === 'bank' ? t.bank : t.vendor)}
          ${row.status === 'balanced' && sums.differenceCents === sums.inTransitCents ? html`<p class="note">${even}</p>` : nothing}
          ${row.healed > 0 ? html`<p class="note">${t.healedCount(row.healed)}</p>` : nothing}`,
      )}
        ${sums.payouts ? this.payouts(sums.payouts) : nothing}
      </div>
      <div class="stack">
        ${panel(
          t.summary,
          facts([
            [t.differenceNow, money(sums.differenceCents)],
            [t.inTransit, money(sums.inTransitCents)],
            [t.carried, money(sums.carriedCents)],
            ...ofAccount(sums, t, money),
          ]),
        )}
        ${panel(t.certificate, this.certificate(row))}
      </div>
    </div>`;
  }

  private payouts(sums: PayoutFacts): TemplateResult {
    const { t } = this;
    const money = (cents: number) => this.money(cents);
    return panel(
      t.payoutSides,
      html`${payoutsTable(sums, t, money)}
        ${facts([
          [t.differenceNow, money(sums.differenceCents)],
          [t.onItsWay, money(sums.inTransitCents)],
          [t.carried, money(sums.carriedCents)],
        ])}`,
    );
  }

  private certificate({ id, account, from, to, certificate }: Reconciliation): TemplateResult {
    const { t, common, action } = this;
    if (!certificate) return html`<p class="muted">${t.certificateNone}</p>`;
    const name = `reconciliation-${account}-${from}-${to}`;
    const bring = (kind: 'pdf' | 'json') =>
      this.action.run(kind, async () => {
        if (kind === 'pdf') return download(await this.api.certificatePdf(id), `${name}.pdf`);
        const text = JSON.stringify(await this.api.certificate(id), null, 2);
        return download(new Blob([text], { type: 'application/json' }), `${name}.json`);
      });
    const button = (kind: 'pdf' | 'json', label: string) =>
      html`<foyer-ui-button size="small" ?busy=${action.busy === kind} @click=${() => void bring(kind)}>${downloadIcon()}${label}</foyer-ui-button>`;
    return html`<div class="stack">
      <p>${t.certificateIssued(this.when(certificate.issuedAt))}</p>
      <div><p class="note">${t.certificateHash}</p><p class="hash">${certificate.sha256}</p></div>
      <div class="row">${button('pdf', t.downloadPdf)} ${button('json', t.downloadJson)}</div>
      ${this.actingOn === null ? troubleBanner(action.failure, common) : nothing}
    </div>`;
  }

  private caseList(): unknown {
    const { t, common, texts } = this;
    return panel(
      t.cases,
      around({
        state: this.cases.state,
        kit: texts.t,
        t: common,
        when: (instant) => this.when(instant),
        retry: () => void this.cases.read(),
        empty: () => emptyPanel({ title: t.casesNone }),
        content: () => html`<ul class="cases">${this.cases.rows.map((row) => caseCard(row, this.desk))}</ul>
          ${listFoot(this.cases, common)}`,
      }),
    );
  }

  /** The case that the last change was about; null for the certificate. */
  private actingOn: string | null = null;

  private get desk() {
    const { t, common, action } = this;
    return {
      t,
      myId: this.session.me?.user?.id ?? '',
      busy: action.busy,
      money: (cents: number) => this.money(cents),
      when: (instant: string) => this.when(instant),
      trouble: (id: string) =>
        this.actingOn === id ? troubleBanner(action.failure, common, { forbidden: t.fourEyes }) : nothing,
      step: (row: Discrepancy, step: CaseStep) => void this.step(row, step),
      propose: (row: Discrepancy) => {
        this.keepFocus();
        this.proposing = row;
      },
    };
  }

  private async step(row: Discrepancy, step: CaseStep): Promise<void> {
    const { t } = this;
    this.actingOn = row.id;
    const done = await this.action.run(`${step}:${row.id}`, async () => {
      this.cases.replace(await this.api.stepCase(row.id, step));
    });
    if (done)
      this.say({ assign: t.saidAssigned, approve: t.saidApproved, reject: t.saidRejected }[step], row.id);
    if (done || this.action.failure?.status === 409) this.readAll();
    this.actingOn = done ? null : row.id;
  }

  private proposed(row: Discrepancy): void {
    this.cases.replace(row);
    this.proposing = null;
    this.say(this.t.saidProposed, row.id);
  }

  private settleDialog(): void {
    this.proposing = null;
    void this.giveFocusBack();
  }

  private say(text: string, caseId: string): void {
    this.said = text;
    void this.focusOn(`#case-${CSS.escape(caseId)} h4`);
  }
}

define('foyer-ui-reconciliation-detail', ReconciliationDetail);
