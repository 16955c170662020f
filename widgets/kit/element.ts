import { ContextConsumer, ContextProvider } from '@lit/context';
import { type CSSResultGroup, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FoyerEvents } from './element.events.ts';
import { elementStyles } from './element.styles.ts';
import { type Failure, toFailure } from './failure.ts';
import { type KitMessages, kitMessages } from './kit.messages.ts';
import { directionOf, type Locale, resolveLocale, SOURCE_LOCALE } from './locale.ts';
import { localeContext } from './locale-context.ts';
import { statesStyles } from './parts/states.styles.ts';
import { skeleton } from './parts/states.ts';
import type { FoyerSession, SessionState } from './session/session.ts';
import { sessionContext } from './session/session-context.ts';
import { failureView, loadTrouble, sessionBanner, sessionView } from './session-views.ts';
import { sharedStyles } from './shared.styles.ts';
import { FAULT_EVENT } from './ui-element.ts';

/** What a catalogue must be able to do before its locale is switched to. */
type Loadable = { load(locale: Locale): Promise<void> };

/**
 * Base of every widget: the common attributes, the session, the locale, the theme, and the boundary at which a fault
 * becomes a state with a way out instead of an exception on somebody else's page.
 *
 * A widget writes `view()`; it is called while the session is known, and stays on the screen through expiry and
 * outage. `E` names the widget's own events and their details.
 */
export abstract class FoyerElement<E extends object = Record<never, never>> extends LitElement {
  static override styles: CSSResultGroup = [...elementStyles, sharedStyles, statesStyles];

  /** BCP 47; without it, the nearest `lang` on the page. */
  @property() locale = '';
  /** `light` (default), `dark`, `high-contrast`, or `auto` for what the reader's system asks for. */
  @property({ reflect: true }) theme: string | undefined;
  @property({ reflect: true }) density: 'comfortable' | 'compact' | undefined;
  /** Ids of the sites to show, separated by commas or spaces; without it, every site the reader may see. */
  @property({ attribute: 'site-ids' }) siteIdList = '';

  @state() private failure: Failure | undefined;
  /** The locale whose texts are loaded and shown. */
  @state() protected activeLocale: Locale = SOURCE_LOCALE;

  /** Catalogues whose texts are to be there before a locale is switched to. */
  protected readonly catalogues: readonly Loadable[] = [];

  private readonly internals = this.attachInternals();
  private readonly sessionConsumer = new ContextConsumer(this, {
    context: sessionContext,
    subscribe: true,
    callback: (session) => this.follow(session),
  });
  private readonly localeProvider = new ContextProvider(this, {
    context: localeContext,
    initialValue: SOURCE_LOCALE,
  });
  private unsubscribe: (() => void) | undefined;
  private followed: FoyerSession | undefined;
  private lastSessionState: SessionState | undefined;
  private announced = false;

  constructor() {
    super();
    this.internals.states.add('loading');
  }

  /** What the widget shows. May throw: the boundary answers. */
  protected abstract view(): unknown;

  /** In the shape of what comes; at least as high as the content's first screen. */
  protected skeleton(): unknown {
    return skeleton(this.kit.loading);
  }

  /** Called when the session becomes ready, and again after each recovery from expiry or outage. */
  protected sessionReady(_session: FoyerSession): void {}

  /** Called when the reader asks to try again after a fault. */
  protected recover(): void {
    if (this.session?.state === 'ready') this.sessionReady(this.session);
  }

  protected get session(): FoyerSession | undefined {
    return this.sessionConsumer.value;
  }

  /** The kit's own words. */
  protected get kit(): KitMessages {
    return kitMessages.in(this.activeLocale);
  }

  /** `site-ids` as a list; empty means every site. */
  get siteIds(): readonly string[] {
    return this.siteIdList.split(/[\s,]+/).filter(Boolean);
  }

  /** Fires a typed event towards the host page. False when a listener prevented its default. */
  protected emit<K extends string & keyof (FoyerEvents & E)>(
    type: K,
    detail: (FoyerEvents & E)[K],
    options: { readonly cancelable?: boolean } = {},
  ): boolean {
    return this.dispatchEvent(
      new CustomEvent(type, {
        detail,
        bubbles: true,
        composed: true,
        cancelable: options.cancelable ?? false,
      }),
    );
  }

  /** Says once that content is shown, and gives up the reserved height. */
  protected announceReady(): void {
    this.internals.states.delete('loading');
    if (this.announced) return;
    this.announced = true;
    // Now that nobody waits: what is needed in trouble has to be here before the connection goes.
    setTimeout(loadTrouble, 3_000);
    this.emit('foyer-ready', { widget: this.localName } as (FoyerEvents & E)['foyer-ready']);
  }

  /** Tells the host page of a failure that the widget itself shows in its own way. */
  protected announceError(error: unknown): Failure {
    const failure = toFailure(error);
    const { code, message, requestId, retryable } = failure;
    const detail = { code, message, retryable, ...(requestId !== undefined && { requestId }) };
    this.emit('foyer-error', detail as (FoyerEvents & E)['foyer-error']);
    return failure;
  }

  /** The boundary: shows the failure in place of the content, and tells the host page. */
  protected fail(error: unknown): void {
    // A fault while a fault is shown (in `updated`, in the error panel) must not begin a loop of updates.
    if (isAbort(error) || this.failure) return;
    this.internals.states.delete('loading');
    this.failure = this.announceError(error);
    console.error(`<${this.localName}>`, error);
  }

  /** Wraps an event handler or callback, so that what it throws or rejects with reaches the boundary. */
  protected guard<A extends unknown[]>(action: (...args: A) => unknown): (...args: A) => void {
    return (...args) => this.attempt(() => action(...args));
  }

  /** Runs an action inside the boundary. */
  protected attempt(action: () => unknown): void {
    try {
      const result = action();
      if (result instanceof Promise) result.catch((error: unknown) => this.fail(error));
    } catch (error) {
      this.fail(error);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(FAULT_EVENT, this.onFault);
    void this.switchLocale();
    if (this.followed && !this.unsubscribe) this.listen(this.followed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener(FAULT_EVENT, this.onFault);
    this.unsubscribe?.();
    this.unsubscribe = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('locale')) void this.switchLocale();
  }

  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      this.fail(error);
    }
  }

  protected override render(): unknown {
    return html`<div class="root" lang=${this.activeLocale} dir=${directionOf(this.activeLocale)}>
      ${this.content()}
    </div>`;
  }

  private content(): unknown {
    if (this.failure) {
      return failureView(this.failure, this.kit, () => {
        this.failure = undefined;
        this.attempt(() => this.recover());
      });
    }
    const session = this.session;
    if (!session) return this.skeleton();
    const retry = (): void => void session.start();
    // Keyed by whether anybody is known, not by the state: what is typed survives expiry and outage.
    if (session.me === undefined) return sessionView(session, this.kit, retry) ?? this.skeleton();
    return html`${sessionBanner(session, this.kit, retry) ?? nothing}${this.view()}`;
  }

  private follow(session: FoyerSession): void {
    if (session === this.followed) return;
    this.unsubscribe?.();
    this.followed = session;
    this.lastSessionState = undefined;
    this.listen(session);
    if (session.state === 'starting') void session.start();
  }

  private listen(session: FoyerSession): void {
    this.unsubscribe = session.subscribe(() => this.attempt(() => this.sessionChanged(session)));
    this.attempt(() => this.sessionChanged(session));
  }

  private sessionChanged(session: FoyerSession): void {
    this.requestUpdate();
    const was = this.lastSessionState;
    this.lastSessionState = session.state;
    if (session.state === was) return;
    if (session.state === 'ready') this.sessionReady(session);
    if (session.state === 'expired') {
      this.emit('foyer-session-expired', {
        widget: this.localName,
      } as (FoyerEvents & E)['foyer-session-expired']);
    }
    if ((session.state === 'refused' || session.state === 'offline') && session.reason) {
      this.internals.states.delete('loading');
      this.emit('foyer-error', { ...session.reason } as (FoyerEvents & E)['foyer-error']);
    }
  }

  private async switchLocale(): Promise<void> {
    const wanted = resolveLocale(this.locale || inheritedLanguage(this));
    await Promise.all([kitMessages, ...this.catalogues].map((catalogue) => catalogue.load(wanted)));
    // The attribute may have changed again while texts were on their way.
    if (wanted !== resolveLocale(this.locale || inheritedLanguage(this))) return;
    this.localeProvider.setValue(wanted);
    this.activeLocale = wanted;
  }

  private readonly onFault = (event: Event): void => {
    event.stopPropagation();
    if (event instanceof CustomEvent) this.fail(event.detail);
  };
}

/** The nearest `lang` above an element, through shadow roots. */
function inheritedLanguage(element: Element): string {
  let node: Node | null = element;
  while (node) {
    if (node instanceof Element && node.hasAttribute('lang')) return node.getAttribute('lang') ?? '';
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return '';
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
