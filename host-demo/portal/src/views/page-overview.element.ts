import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type {
  Aging,
  InvoicePage,
  InvoiceSummary,
} from '../../../../server/features/invoices/invoices.contract.ts';
import { formatDay, relativeDay } from '../../../../widgets/kit/dates.ts';
import { formatMoney } from '../../../../widgets/kit/money.ts';
import { failureNote } from '../parts/failure-note.ts';
import { timeOf } from '../parts/time.ts';
import { PortalPage } from './page.ts';

type Figures = { readonly aging: Aging; readonly next: InvoicePage };

/** What is due, what is late, what comes next: four figures and five rows, nothing that is not known. */
export class PageOverview extends PortalPage<Figures> {
  static override properties = {
    ...PortalPage.properties,
    siteId: { attribute: false },
    linksInvoices: { attribute: false },
  };
  declare siteId: string | null;
  /** False until the list of widgets, which can come after the figures, has the one that shows invoices. */
  declare linksInvoices: boolean;
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const topics = ['invoice.changed', 'payment.changed', 'credit_note.changed', 'sync.completed'] as const;
    this.stop = this.portal.session.events.on(topics, () => void this.read());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('siteId') && this.hasUpdated) {
      this.data = null;
      void this.read();
    }
  }

  protected override get mayRead(): boolean {
    return this.portal.session.me?.capabilities.includes('invoices:read') ?? false;
  }

  protected override async fetchData(): Promise<Figures> {
    const [aging, next] = await Promise.all([
      this.portal.api.aging(this.siteId),
      this.portal.api.nextDue(this.siteId),
    ]);
    return { aging, next };
  }

  protected override render(): TemplateResult {
    const { t, session } = this.portal;
    const name = session.me?.user.displayName ?? '';
    return html`<div class="page">
      <div class="page-head"><h1>${t.overviewTitle(name)}</h1>
        ${this.data ? html`<p class="muted small">${t.asOf(timeOf(this.data.aging.asOf, this.portal.locale))}</p>` : nothing}
      </div>
      ${this.mayRead ? this.figures() : html`<p class="lead">${t.nothingForRole}</p>`}
    </div>`;
  }

  private figures(): TemplateResult {
    const { t, locale } = this.portal;
    if (!this.data && this.failure) {
      return failureNote(t.figuresFailed, this.failure, t, () => void this.read());
    }
    const aging = this.data?.aging;
    const figure = (label: string, cents: number | undefined, tone = '') =>
      html`<div class="figure ${cents ? tone : ''}"><dt>${label}</dt>
        <dd>${cents === undefined ? html`<span class="skeleton"></span>` : formatMoney(cents, locale)}</dd></div>`;
    return html`<dl class="figures">
        ${figure(t.balanceDue, aging?.totalCents)} ${figure(t.overdue, aging?.overdueCents, 'critical')}
        ${figure(t.underWay, aging?.pendingCents)} ${figure(t.creditOnAccount, aging?.unallocatedCents)}
      </dl>
      <section class="panel">
        <h2>${t.nextDue}</h2>
        ${this.nextDue()}
      </section>`;
  }

  private nextDue(): TemplateResult {
    const { t, href } = this.portal;
    const items = this.data?.next.items;
    if (!items) return html`<div class="skeleton rows"></div>`;
    if (items.length === 0) return html`<p class="muted">${t.nothingDue}</p>`;
    const all = this.linksInvoices
      ? html`<p><a href=${href.call(this.portal, { name: 'widget', widget: 'invoice-pay', record: null })}>${t.seeInvoices}</a></p>`
      : nothing;
    return html`<table class="plain-table">
        <thead><tr><th scope="col">${t.invoice}</th><th scope="col">${t.site}</th><th scope="col">${t.due}</th><th scope="col" class="number">${t.balance}</th></tr></thead>
        <tbody>${items.map((item) => this.row(item))}</tbody>
      </table>
      ${all}`;
  }

  private row(item: InvoiceSummary): TemplateResult {
    const { locale, href } = this.portal;
    const today = this.data?.aging.asAt ?? item.dueOn;
    const to = href.call(this.portal, { name: 'widget', widget: 'invoice-pay', record: item.id });
    return html`<tr>
      <th scope="row">${this.linksInvoices ? html`<a href=${to}>${item.number}</a>` : item.number}</th>
      <td class="may-wrap">${this.place(item)}</td>
      <td>${formatDay(item.dueOn, locale)}<span class="relative small ${item.overdue ? 'critical-text' : 'muted'}">${relativeDay(item.dueOn, today, locale)}</span></td>
      <td class="number">${formatMoney(item.balanceCents, locale)}</td>
    </tr>`;
  }

  private place({ sites }: InvoiceSummary): string {
    const [first, ...others] = sites;
    if (!first) return '—';
    return others.length > 0 ? this.portal.t.sitesCount(sites.length) : first.name;
  }
}

customElements.define('page-overview', PageOverview);
