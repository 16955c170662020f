import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { FoyerElement } from '../kit/element.ts';
import type { Locale } from '../kit/locale.ts';
import { skeleton } from '../kit/parts/states.ts';
import type { Me } from '../kit/session/me.ts';
import type { FoyerSession } from '../kit/session/session.ts';
import { InvoicesController } from './controllers/invoices-controller.ts';
import type { Paying } from './controllers/paying.ts';
import type { PaymentController, PaymentListener } from './controllers/payment-controller.ts';
import { InvoicePayApi } from './invoice-pay.api.ts';
import type { InvoicePayEvents } from './invoice-pay.events.ts';
import { invoiceOf, listView, nameOf, sameView, type View, viewOf } from './invoice-pay.state.ts';
import { LazyModule } from './lazy.ts';
import { entryStyles } from './parts/entry.styles.ts';
import type { FirstView, LazyView } from './parts/lazy-view.ts';
import { CHANGED, type Widget } from './parts/widget.ts';

/**
 * A client's invoices: what is owed and how old it is, each invoice's lines and history, and paying one or several of
 * them, in full or in part.
 *
 * @tag foyer-invoice-pay
 * @attr invoice-id - opens this invoice, such as from a link in an email
 * @attr view - `invoices` (default), `payments`, `aging`, `statements`, `credits`, `disputes` or `remittances`
 * @fires foyer-invoice-opened - `InvoiceOpenedDetail`
 * @fires foyer-invoice-paid - `InvoicePaidDetail`
 * @fires foyer-payment-failed - `PaymentFailedDetail`
 * @fires foyer-view-changed - `ViewChangedDetail`
 * @slot payment - made by the element itself: the vendor's card form cannot live in a shadow root
 */
export class FoyerInvoicePay extends FoyerElement<InvoicePayEvents> implements Widget {
  static override styles = [FoyerElement.styles, entryStyles];

  @property({ attribute: 'invoice-id' }) invoiceId: string | null = null;
  /** The view to begin with; the person moves on from it. */
  @property({ attribute: 'view' }) startView: string | null = null;
  /** Which view is on the screen. */
  @state() place: View = listView;
  @state() private announcement = '';

  readonly invoices = new InvoicesController(this, () => this.api);
  protected override readonly catalogues: LazyView['catalogue'][] = [];

  private readonly first = this.lazy<FirstView>(() => import('./invoice-pay.view.ts'));
  private readonly account = this.lazy(() => import('./parts/account-view.ts'));
  private readonly views = {
    invoice: this.lazy(() => import('./parts/invoice-detail.ts')),
    pay: this.lazy(() => import('./parts/pay-view.ts')),
    payments: this.lazy(() => import('./parts/payment-history.ts')),
    account: this.account,
    dispute: this.account,
  };
  private readonly adopted = new Set<LazyView>();
  /** The language that every part here has the words of: they change over together. */
  private spoken: Locale = 'en-AU';
  private client: InvoicePayApi | undefined;
  private paying: Paying | undefined;
  private returnTo: HTMLElement | undefined;
  private focusWanted = false;
  /** The payment's screen as it was drawn last; empty outside of paying. */
  private screen = '';

  constructor() {
    super();
    // Beside the session's own requests, and not after them.
    this.first.get();
  }

  get t(): Widget['t'] {
    const first = this.first.get();
    if (!first) throw new Error('No view is there to have words.');
    return first.catalogue.in(this.language);
  }

  override get kit() {
    return super.kit;
  }

  get language(): Locale {
    return this.spoken;
  }

  get payments(): PaymentController {
    if (!this.paying) throw new Error('Nothing can be paid before the first view is there.');
    return this.paying.payments;
  }

  get me(): Me | undefined {
    return this.session?.me;
  }

  get element(): HTMLElement {
    return this;
  }

  get canPay(): boolean {
    return this.me?.capabilities.includes('invoices:pay') ?? false;
  }

  get sites(): Me['sites'] {
    const { siteIds } = this;
    return (this.me?.sites ?? []).filter((site) => siteIds.length === 0 || siteIds.includes(site.id));
  }

  get api(): InvoicePayApi {
    if (!this.client) throw new Error('There is no session yet.');
    return this.client;
  }

  show(view: View): void {
    if (sameView(view, this.place)) return;
    if (this.place.name === 'list') this.returnTo = deepActiveElement();
    // From tab to tab the focus stays on the tabs.
    this.focusWanted = view.name !== 'account' || this.place.name !== 'account';
    this.place = view;
    this.announcement = '';
    this.emit('foyer-view-changed', { view: nameOf(view), invoiceId: invoiceOf(view) });
  }

  announce(text: string): void {
    this.announcement = text;
  }

  report(error: unknown): void {
    this.announceError(error);
  }

  run(action: () => unknown): void {
    this.attempt(action);
  }

  opened(invoiceId: string, number: string): void {
    this.emit('foyer-invoice-opened', { invoiceId, number });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.paying?.stop();
    this.invoices.stop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.session?.state === 'ready') this.followPayments(this.session);
  }

  protected override sessionReady(session: FoyerSession): void {
    const first = this.client === undefined;
    this.client = new InvoicePayApi(session);
    this.followPayments(session);
    this.invoices.siteIds = this.siteIds;
    void (first ? this.invoices.reset() : this.invoices.refresh());
  }

  protected override recover(): void {
    for (const lazy of [this.first, ...Object.values(this.views)]) lazy.retry();
    this.place = listView;
    super.recover();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('invoiceId') || (changed.has('startView') && !this.hasUpdated)) this.followAttributes();
    this.startPaying();
    if (changed.has('activeLocale')) void this.changeLanguage();
    if (changed.has('siteIdList') && this.client) this.invoices.setSites(this.siteIds);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.invoices.status !== 'loading' && this.first.get()) this.announceReady();
    const screen = this.place.name === 'pay' ? (this.paying?.payments.screen ?? '') : '';
    if (screen !== '' && this.screen !== '' && screen !== this.screen) this.focusWanted = true;
    this.screen = screen;
    if (this.focusWanted) this.moveFocus();
  }

  protected override skeleton(): unknown {
    return html`<div class="view shape" role="status" aria-label=${this.kit.loading}>
      ${Array.from({ length: 9 }, () => html`<span class="bone"></span>`)}
    </div>`;
  }

  protected override view(): unknown {
    const { name } = this.place;
    const list = this.client && this.loaded(this.first);
    if (!list) return this.skeleton();
    // Without a name, and so no landmark: a page may hold several of these, and the landmarks are the page's to give.
    return html`<section ?hidden=${name !== 'list'}>${list.view(this)}</section>
      ${name === 'list' ? nothing : html`<section class="view">${this.lazyView(this.views[name])}</section>`}
      <div class="visually-hidden" role="status">${this.announcement}</div>`;
  }

  private startPaying(): void {
    const first = this.first.get();
    if (!first || this.paying || !this.client) return;
    this.paying = new first.Paying(this, () => this.api, this.paymentListener());
    if (this.session?.state === 'ready') this.followPayments(this.session);
  }

  private followAttributes(): void {
    const view = viewOf(this.startView, this.invoiceId);
    // A host that mirrors the view in its address gives back what it was told.
    if (!sameView(view, this.place) && (view.name === 'invoice' || this.place.name === 'invoice'))
      this.place = view;
    else if (!this.hasUpdated) this.place = view;
  }

  private followPayments(session: FoyerSession): void {
    const { paying } = this;
    if (!paying || !this.client) return;
    this.attempt(async () => {
      await paying.follow(session);
      if (paying.payments.phase.name !== 'idle') this.place = { name: 'pay' };
    });
  }

  private lazy<V extends LazyView>(load: () => Promise<V>): LazyModule<V> {
    return new LazyModule<V>(this, async () => {
      const module = await load();
      // The language may be switched meanwhile, and what is drawn without its words is not drawn again.
      let spoken: Locale;
      do {
        spoken = this.activeLocale;
        await module.catalogue.load(spoken);
      } while (spoken !== this.activeLocale);
      return module;
    });
  }

  private lazyView(lazy: LazyModule<LazyView>): unknown {
    return this.loaded(lazy)?.view(this) ?? skeleton(this.kit.loading, 6);
  }

  private async changeLanguage(): Promise<void> {
    const wanted = this.activeLocale;
    await Promise.all([...this.adopted].map(({ catalogue }) => catalogue.load(wanted)));
    if (wanted !== this.activeLocale || wanted === this.spoken) return;
    this.spoken = wanted;
    this.requestUpdate();
  }

  /** The module with its styles and words in place. A failed load is the boundary's to show, which tries again. */
  private loaded<V extends LazyView>(lazy: LazyModule<V>): V | undefined {
    const module = lazy.get();
    const { renderRoot } = this;
    if (lazy.error !== undefined) throw lazy.error;
    if (!module || this.adopted.has(module) || !(renderRoot instanceof ShadowRoot)) return module;
    this.adopted.add(module);
    this.catalogues.push(module.catalogue);
    const { styleSheet } = module.styles;
    if (styleSheet) renderRoot.adoptedStyleSheets = [...renderRoot.adoptedStyleSheets, styleSheet];
    return module;
  }

  /** To the heading of the view that was asked for, once it is there; back in the list, to where it was left. */
  private moveFocus(): void {
    const back = this.place.name === 'list' ? this.returnTo : undefined;
    const target = back?.isConnected
      ? back
      : this.renderRoot.querySelector<HTMLElement>(
          'section:not([hidden]) :is(#heading, #list-heading, .takes-focus)',
        );
    if (!target) return;
    this.focusWanted = false;
    target.focus({ preventScroll: back !== undefined });
    if (!back) this.scrollIntoViewIfAbove();
  }

  private scrollIntoViewIfAbove(): void {
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' });
  }

  private paymentListener(): PaymentListener {
    return {
      paid: (payment) => {
        this.emit('foyer-invoice-paid', {
          paymentId: payment.id,
          receiptNumber: payment.receipt?.number ?? null,
          amountCents: payment.amountCents,
          invoiceIds: payment.lines.map((line) => line.invoiceId),
        });
      },
      failed: (payment, code, requestId) => {
        const paymentId = payment?.id ?? null;
        this.emit('foyer-payment-failed', { paymentId, code, ...(requestId !== undefined && { requestId }) });
      },
      changed: () => {
        void this.invoices.refresh();
        this.dispatchEvent(new Event(CHANGED));
      },
    };
  }
}

function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}
