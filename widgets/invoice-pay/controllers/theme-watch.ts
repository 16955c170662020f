import type { ReactiveController, ReactiveControllerHost } from 'lit';

const preferences = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];
const attributes = { attributes: true, attributeFilter: ['theme', 'class', 'style', 'dir'] };

/** Draws its host again when colours may be others: what is painted on a canvas does not follow by itself. */
export class ThemeWatch implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly element: () => HTMLElement;
  private readonly observer: MutationObserver;
  private readonly queries = preferences.map((query) => matchMedia(query));
  private readonly changed = () => this.host.requestUpdate();

  /** @param element the widget's own, whose attributes name the theme; a page may also theme from its root */
  constructor(host: ReactiveControllerHost, element: () => HTMLElement) {
    this.host = host;
    this.element = element;
    this.observer = new MutationObserver(this.changed);
    host.addController(this);
  }

  hostConnected(): void {
    this.observer.observe(this.element(), attributes);
    this.observer.observe(document.documentElement, attributes);
    for (const query of this.queries) query.addEventListener('change', this.changed);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
    for (const query of this.queries) query.removeEventListener('change', this.changed);
  }
}
