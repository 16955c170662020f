import { LitElement, nothing, type PropertyValues } from 'lit';
import { formatMoney } from '../../../widgets/kit/money.ts';
import { connectPortal } from '../../../widgets/kit/session/connect.ts';
import type { CookieSession } from '../../../widgets/kit/session/cookie-session.ts';
import { PortalApi, type SystemStatus } from './portal.api.ts';
import { portalMessages } from './portal.messages.ts';
import type { Notice, Portal } from './portal.ts';
import { applyPreferences, keepPreferences, type Preferences, readPreferences } from './preferences.ts';
import { WidgetRemote } from './remote.ts';
import { linkTarget, parseRoute, pathOf, type Route, type WidgetPaths } from './router.ts';
import { portalView } from './views/portal-view.ts';
import { isOfTheHouse, type KnownWidget, knownWidgets, openTo } from './widgets.ts';

const paths: WidgetPaths = Object.fromEntries(knownWidgets.map((one) => [one.name, one.path]));
const statusEveryMs = 60_000;

/** The hosted portal: who is signed in, where they are, and the frame around the widgets. Drawn in the page itself. */
export class PortalApp extends LitElement implements Portal {
  static override properties = {
    preferences: { state: true },
    route: { state: true },
    offered: { state: true },
    siteId: { state: true },
    status: { state: true },
    notices: { state: true },
    unread: { state: true },
    menuOpen: { state: true },
  };

  declare preferences: Preferences;
  declare route: Route;
  declare offered: readonly string[];
  declare siteId: string | null;
  declare status: SystemStatus | null;
  declare notices: readonly Notice[];
  declare unread: number;
  declare menuOpen: boolean;
  readonly session: CookieSession = connectPortal();
  readonly api = new PortalApi(this.session);
  readonly remote = new WidgetRemote();

  private stops: (() => void)[] = [];
  private wasReady = false;
  private noticeCount = 0;

  constructor() {
    super();
    this.preferences = readPreferences();
    this.route = parseRoute(location.pathname, paths);
    this.offered = [];
    this.siteId = null;
    this.status = null;
    this.notices = [];
    this.unread = 0;
    this.menuOpen = false;
  }

  get locale() {
    return this.preferences.locale;
  }

  get t() {
    return portalMessages.in(this.locale);
  }

  get widgets(): readonly KnownWidget[] {
    const { me } = this.session;
    const facts = { capabilities: me?.capabilities ?? [], hasClient: me?.client != null };
    return knownWidgets.filter((one) => this.offered.includes(one.name) && openTo(one, facts));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const listen = (target: EventTarget, type: string, listener: (event: Event) => void) => {
      target.addEventListener(type, listener);
      this.stops.push(() => target.removeEventListener(type, listener));
    };
    this.stops.push(this.session.subscribe(() => this.sessionChanged()));
    listen(globalThis, 'popstate', () => this.followAddress());
    listen(this, 'click', (event) => this.followLink(event));
    listen(this, 'foyer-invoice-paid', (event) => this.paid(event));
    listen(this, 'foyer-payment-failed', () => this.notice(this.t.paymentFailedNotice, 'critical'));
    listen(this, 'foyer-invoice-opened', (event) => this.widgetMoved(event));
    listen(this, 'foyer-view-changed', (event) => this.widgetMoved(event));
    const timer = setInterval(() => void this.readStatus(), statusEveryMs);
    this.stops.push(() => clearInterval(timer));
    void this.session.start();
    void portalMessages.load(this.locale).then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops.splice(0)) stop();
  }

  prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    keepPreferences(this.preferences);
    void portalMessages.load(this.locale).then(() => this.requestUpdate());
  }

  chooseSite(siteId: string | null): void {
    this.siteId = siteId;
  }

  go(route: Route): void {
    const href = this.href(route);
    if (href !== location.pathname) history.pushState(null, '', href);
    this.followAddress();
  }

  href(route: Route): string {
    return pathOf(route, paths);
  }

  toggleMenu(open: boolean): void {
    this.menuOpen = open;
  }

  readNotices(): void {
    this.unread = 0;
  }

  clearNotices(): void {
    this.notices = [];
    this.unread = 0;
  }

  async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      // A fresh page keeps nothing of the last person in memory.
      location.assign('/');
    } catch {
      this.notice(this.t.signOutFailed, 'critical');
    }
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    applyPreferences(this.preferences, this.session.me?.client?.brand ?? 'default');
    document.title = this.pageTitle();
  }

  protected override render(): unknown {
    return portalView(this);
  }

  protected override updated(changed: PropertyValues): void {
    const moved = changed.has('route') && changed.get('route') !== undefined;
    if (moved) this.querySelector<HTMLElement>('main')?.focus({ preventScroll: false });
  }

  private get pageName(): string | typeof nothing {
    const { route, t } = this;
    if (route.name === 'verify') return t.verifyTitle;
    if (!this.session.me) return t.signInTitle;
    if (route.name === 'sessions') return t.sessionsTitle;
    if (route.name === 'clients') return t.clientsTitle;
    if (route.name === 'not_found') return t.notFoundTitle;
    if (route.name === 'overview') return t.navOverview;
    const known = knownWidgets.find((one) => one.name === route.widget);
    return known ? t[known.label] : nothing;
  }

  private pageTitle(): string {
    return this.pageName === nothing ? this.t.product : `${String(this.pageName)} · ${this.t.product}`;
  }

  private sessionChanged(): void {
    const ready = this.session.state === 'ready';
    if (ready && !this.wasReady) this.begin();
    this.wasReady = ready;
    this.requestUpdate();
  }

  private begin(): void {
    void this.readStatus();
    void this.readOffer();
    const { me } = this.session;
    if (me?.user.kind !== 'contractor' || me.client) return;
    const { route } = this;
    if (route.name === 'verify') return;
    if (route.name !== 'widget' || !isOfTheHouse(route.widget)) this.go({ name: 'clients' });
  }

  /** Asks again until the server says which widgets it offers: a release or a short outage hides none for good. */
  private async readOffer(waitMs = 2_000): Promise<void> {
    try {
      this.offered = await this.remote.names();
    } catch {
      setTimeout(() => {
        if (this.session.state === 'ready') void this.readOffer(Math.min(waitMs * 2, 60_000));
      }, waitMs);
    }
  }

  private async readStatus(): Promise<void> {
    if (this.session.state !== 'ready') return;
    this.status = await this.api.status().catch(() => null);
  }

  private followAddress(): void {
    this.route = parseRoute(location.pathname, paths);
    this.menuOpen = false;
  }

  private followLink(event: Event): void {
    const url = event instanceof MouseEvent ? linkTarget(event) : null;
    if (!url) return;
    event.preventDefault();
    this.go(parseRoute(url.pathname, paths));
  }

  /** Puts what a widget shows into the address, so that it can be shared and the back button works. */
  private widgetMoved(event: Event): void {
    const { route } = this;
    if (route.name !== 'widget' || !(event instanceof CustomEvent)) return;
    const record: unknown = event.detail?.invoiceId ?? null;
    if (record !== null && typeof record !== 'string') return;
    const href = this.href({ ...route, record });
    if (href === location.pathname) return;
    history.pushState(null, '', href);
    this.route = { ...route, record };
  }

  private paid(event: Event): void {
    if (!(event instanceof CustomEvent)) return;
    const { amountCents, receiptNumber } = event.detail ?? {};
    if (!Number.isSafeInteger(amountCents)) return;
    const amount = formatMoney(amountCents, this.locale);
    const text = receiptNumber
      ? this.t.paidNotice(amount, String(receiptNumber))
      : this.t.paidNoticeBare(amount);
    this.notice(text, 'positive');
  }

  private notice(text: string, tone: Notice['tone']): void {
    this.noticeCount += 1;
    this.notices = [
      { id: this.noticeCount, text, tone, at: new Date().toISOString() },
      ...this.notices,
    ].slice(0, 20);
    this.unread += 1;
  }
}
