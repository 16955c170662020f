import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Invoice, InvoiceLine } from '../../../server/features/invoices/invoices.contract.ts';
import { formatAbn } from '../../kit/abn.ts';
import { dayInZone, formatDay, formatInstant, relativeDay } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { downloadIcon } from '../../kit/icons.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { layoutStyles } from '../../kit/parts/layout.styles.ts';
import { backLink, type Fact, facts, panel } from '../../kit/parts/layout.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import { banner, skeleton } from '../../kit/parts/states.ts';
import { failureView } from '../../kit/session-views.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import { AccountApi } from '../api/account-api.ts';
import { listView } from '../invoice-pay.state.ts';
import { add, type Basket, has } from '../model/basket.ts';
import { payableCents } from '../model/invoice-list.ts';
import { accountMessages } from './account.messages.ts';
import { type DetailWords, detailMessages } from './detail.messages.ts';
import './disputes-section.element.ts';
import { download } from './download.ts';
import { invoiceDetailStyles } from './invoice-detail.styles.ts';
import { invoiceHistory } from './invoice-history.ts';
import { invoiceLines } from './invoice-lines.ts';
import { Reading } from './reading.ts';
import { statusBadge } from './status-badge.ts';
import { clockTime, readerZone } from './times.ts';
import type { Widget } from './widget.ts';

export class InvoiceDetail extends UiElement {
  static override styles = [sharedStyles, statesStyles, layoutStyles, invoiceDetailStyles];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) invoiceId = '';
  @property({ attribute: false }) language: Locale = 'en-AU';
  /** Drawn again when it changes: the button says whether the invoice is in it. */
  @property({ attribute: false }) chosen: Basket | undefined;
  @state() private fetching = false;
  @state() private pdfFailed = false;
  /** What the drawer is open for. */
  @state() private opened: InvoiceLine | 'promise' | undefined;

  private readonly reading = new Reading<Invoice>(this, async (signal) => {
    const invoice = await this.widget.api.invoice(this.invoiceId, signal);
    this.widget.payments.take([invoice]);
    return invoice;
  });
  private told = '';
  private focusWanted = false;

  /** The heading takes the focus that the view is given. */
  override focus(): void {
    this.focusWanted = true;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('invoiceId') || !this.hasUpdated) return;
    this.reading.forget();
    void this.reading.read();
  }

  protected override render(): TemplateResult {
    const { t } = this.widget;
    const invoice = this.reading.data;
    return html`${backLink(t.backToList, () => this.widget.show(listView))}
      ${invoice ? this.body(invoice) : this.waiting()}`;
  }

  protected override updated(): void {
    const invoice = this.reading.data;
    if (this.focusWanted) {
      this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
      // What comes in place of the skeleton has a heading of its own.
      this.focusWanted = !invoice && !this.reading.failure;
    }
    if (!invoice || this.told === invoice.id) return;
    this.told = invoice.id;
    this.widget.opened(invoice.id, invoice.number);
  }

  private get t(): DetailWords {
    return detailMessages.in(this.language);
  }

  private waiting(): TemplateResult {
    const { kit, t } = this.widget;
    const { failure } = this.reading;
    const leave = { label: t.backToList, go: () => this.widget.show(listView) };
    return html`<h2 id="heading" tabindex="-1">${t.invoice}</h2>
      ${failure ? failureView(failure, kit, () => void this.reading.read(), leave) : skeleton(kit.loading, 8)}`;
  }

  private body(invoice: Invoice): TemplateResult {
    const { t, language } = this;
    const { kit } = this.widget;
    return html`${
      this.reading.failure
        ? banner({
            tone: 'caution',
            title: kit.staleTitle,
            body: kit.staleBody(clockTime(invoice.asOf, language)),
          })
        : nothing
    }
      ${this.top(invoice)}
      <div class="columns">
        <div class="stack">
          ${panel(
            t.lines,
            invoiceLines(invoice, t, language, (line) => this.disputeButton(invoice, line)),
          )} ${panel(t.facts, facts(this.facts(invoice)))}
        </div>
        <div class="stack">${panel(t.history, html`${invoiceHistory(invoice, t, language, this.timeZone(invoice))}${this.provenance(invoice)}`)}
          ${this.disputes(invoice)}</div>
      </div>
      ${this.drawer(invoice)}`;
  }

  private top(invoice: Invoice): TemplateResult {
    const { t, language, widget } = this;
    return html`<header class="top">
      <div>
        <div class="title"><h2 id="heading" tabindex="-1">${t.taxInvoice(invoice.number)}</h2>${statusBadge(invoice, widget.t)}</div>
        <p class="amount"><small>${invoice.balanceCents === 0 ? t.total : t.balance}</small>${formatMoney(invoice.balanceCents || invoice.totalCents, language)}</p>
        ${this.due(invoice)}
        ${invoice.disputedCents > 0 ? html`<p class="note">${t.inDispute(formatMoney(invoice.disputedCents, language))}</p>` : nothing}
        ${invoice.promisedOn ? html`<p class="note">${t.promisedOn(formatDay(invoice.promisedOn, language))}</p>` : nothing}
        ${invoice.pendingCents > 0 ? html`<p class="note">${t.underWay(formatMoney(invoice.pendingCents, language))}</p>` : nothing}
        ${this.pdfFailed ? html`<p class="note late" role="alert">${t.pdfFailed}</p>` : nothing}
      </div>
      <div class="actions">
        <foyer-ui-button ?busy=${this.fetching} @click=${() => widget.run(() => this.fetchPdf(invoice))}>${downloadIcon()}${t.downloadPdf}</foyer-ui-button>
        <foyer-ui-button variant="quiet" ?busy=${this.fetching} @click=${() => widget.run(() => this.fetchPeppol(invoice))}>${accountMessages.in(language).peppol}</foyer-ui-button>
        ${this.promiseButton(invoice)} ${this.payButton(invoice)}
      </div>
    </header>`;
  }

  private due(invoice: Invoice): TemplateResult | typeof nothing {
    if (invoice.balanceCents === 0) return nothing;
    const { t, language } = this;
    const relative = relativeDay(invoice.dueOn, dayInZone(invoice.asOf, this.timeZone(invoice)), language);
    const day = formatDay(invoice.dueOn, language);
    const text = invoice.overdue ? t.wasDueOn(day, relative) : t.dueOn(day, relative);
    return html`<p class="note ${invoice.overdue ? 'late' : ''}">${text}</p>`;
  }

  private payButton(invoice: Invoice): TemplateResult | typeof nothing {
    const { t, widget } = this;
    if (!widget.canPay || payableCents(invoice) === 0) return nothing;
    const chosen = has(widget.payments.basket, invoice.id);
    const pay = () => {
      widget.payments.setBasket(add(widget.payments.basket, [invoice]));
      widget.show({ name: 'pay' });
    };
    return html`<foyer-ui-button variant="primary" @click=${pay}>${chosen ? t.reviewSelection : t.payThis}</foyer-ui-button>`;
  }

  private promiseButton(invoice: Invoice): TemplateResult | typeof nothing {
    const { widget, language } = this;
    if (!widget.canPay || payableCents(invoice) === 0) return nothing;
    return html`<foyer-ui-button @click=${() => this.open('promise')}>${accountMessages.in(language).promise}</foyer-ui-button>`;
  }

  private disputeButton(invoice: Invoice, line: InvoiceLine): TemplateResult | typeof nothing {
    const t = accountMessages.in(this.language);
    const may = this.widget.me?.capabilities.includes('disputes:raise') ?? false;
    if (!may || invoice.status === 'void' || line.netCents + line.gstCents <= 0) return nothing;
    return html`<button type="button" class="link dispute" aria-label=${t.disputeThis(line.description)}
      @click=${() => this.open(line)}>${t.dispute}</button>`;
  }

  private disputes(invoice: Invoice): TemplateResult {
    return html`<foyer-ui-disputes-section .widget=${this.widget} .invoiceId=${invoice.id} .language=${this.language}></foyer-ui-disputes-section>`;
  }

  /** The form for a promise, or for disputing a line, beside what it is about. */
  private drawer(invoice: Invoice): TemplateResult {
    const { opened, language, widget } = this;
    const t = accountMessages.in(language);
    const raised = ({ detail }: CustomEvent<{ id: string }>) => {
      this.opened = undefined;
      widget.show({ name: 'dispute', disputeId: detail.id });
    };
    const form =
      opened === undefined
        ? nothing
        : opened === 'promise'
          ? html`<foyer-ui-promise-form .widget=${widget} .invoice=${invoice} .language=${language}></foyer-ui-promise-form>`
          : html`<foyer-ui-dispute-form .widget=${widget} .invoice=${invoice} .line=${opened} .language=${language} @foyer-ui-raised=${raised}></foyer-ui-dispute-form>`;
    return html`<foyer-ui-dialog kind="drawer" persistent .open=${opened !== undefined}
      heading=${opened === 'promise' ? t.promise : t.disputeHeading} @foyer-ui-close=${() => {
        this.opened = undefined;
      }}>${form}</foyer-ui-dialog>`;
  }

  private open(what: InvoiceLine | 'promise'): void {
    this.widget.run(async () => {
      await Promise.all([
        import('../../kit/parts/dialog.ts'),
        what === 'promise' ? import('./promise-form.element.ts') : import('./dispute-form.element.ts'),
      ]);
      this.opened = what;
    });
  }

  private facts(invoice: Invoice): readonly Fact[] {
    const { t, language } = this;
    const party = (one: Invoice['supplier']) =>
      html`<address class="party">${one.legalName}<br />${t.abn(formatAbn(one.abn))}${one.addressLines.map((line) => html`<br />${line}`)}</address>`;
    return [
      [t.issued, formatDay(invoice.issuedOn, language)],
      [t.due, formatDay(invoice.dueOn, language)],
      [t.po, invoice.poNumber],
      [t.contract, invoice.contractNumber],
      [t.sites, invoice.sites.map((site) => site.name).join(', ')],
      [t.from, party(invoice.supplier)],
      [t.billedTo, party(invoice.recipient)],
    ];
  }

  private provenance({ provenance, asOf }: Invoice): TemplateResult {
    const { t, language } = this;
    const when = formatInstant(
      provenance.sourceUpdatedAt ?? provenance.syncedAt ?? asOf,
      readerZone(),
      language,
    );
    const text =
      provenance.kind === 'manual'
        ? t.enteredByHand(when)
        : provenance.kind === 'derived'
          ? t.derived(when)
          : t.syncedFrom(t.defaultSource, when);
    return html`<p class="provenance">${text}</p>`;
  }

  private timeZone(invoice: Invoice): string {
    const site = this.widget.me?.sites.find((one) => one.id === invoice.sites[0]?.id);
    return site?.timeZone ?? readerZone();
  }

  private async fetchPdf(invoice: Invoice): Promise<void> {
    await this.fetchFile(`${invoice.number}.pdf`, () => this.widget.api.invoicePdf(invoice.id));
  }

  private async fetchPeppol(invoice: Invoice): Promise<void> {
    const api = new AccountApi(this.widget.api.session, []);
    await this.fetchFile(`${invoice.number}.xml`, () => api.invoicePeppol(invoice.id));
  }

  private async fetchFile(name: string, read: () => Promise<Blob>): Promise<void> {
    this.fetching = true;
    this.pdfFailed = false;
    try {
      download(await read(), name);
    } catch (error) {
      this.pdfFailed = true;
      this.widget.report(error);
    } finally {
      this.fetching = false;
    }
  }
}

define('foyer-ui-invoice-detail', InvoiceDetail);
