import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { type Failure, toFailure } from '../../../../widgets/kit/failure.ts';
import { failureNote } from '../parts/failure-note.ts';
import type { Words } from '../portal.messages.ts';
import type { Portal } from '../portal.ts';
import type { Preferences } from '../preferences.ts';
import type { Route } from '../router.ts';
import { knownWidgets } from '../widgets.ts';
import { notFound } from './not-found.ts';

/** The place of one widget: loads its code, and tells it site, language, theme and record by its attributes. */
export class PageWidget extends LitElement {
  static override properties = {
    portal: { attribute: false },
    route: { attribute: false },
    siteId: { attribute: false },
    preferences: { attribute: false },
    words: { attribute: false },
    failure: { state: true },
  };

  declare portal: Portal;
  declare route: Route;
  declare siteId: string | null;
  declare preferences: Preferences;
  /** What `portal.t` was when this was drawn: a language's words arrive after the choice of it. */
  declare words: Words;
  declare failure: Failure | null;
  private element: HTMLElement | null = null;

  constructor() {
    super();
    this.failure = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.route.name !== 'widget') return;
    const tag = `foyer-${this.route.widget}`;
    if (this.element?.localName !== tag) {
      this.element = document.createElement(tag);
      void this.load();
    }
    if (changed.has('route') || changed.has('siteId') || changed.has('preferences')) this.tell(this.element);
  }

  protected override render(): TemplateResult {
    const { t } = this.portal;
    if (this.failure) {
      return html`<div class="page"><h1>${t.widgetFailedTitle}</h1>
        ${failureNote(t.widgetFailedLead, this.failure, t, () => void this.load())}</div>`;
    }
    return this.element
      ? html`<div class="page widget-page"><h1 class="hidden">${this.label}</h1>${this.element}</div>`
      : notFound(this.portal);
  }

  private get label(): string {
    const { route } = this;
    const known = knownWidgets.find((one) => route.name === 'widget' && one.name === route.widget);
    return known ? this.portal.t[known.label] : '';
  }

  private tell(element: HTMLElement): void {
    const { route, siteId, preferences } = this;
    set(element, 'locale', preferences.locale);
    set(element, 'theme', preferences.theme);
    set(element, 'site-ids', siteId);
    const known = knownWidgets.find((one) => route.name === 'widget' && one.name === route.widget);
    if (known?.recordAttribute && route.name === 'widget') set(element, known.recordAttribute, route.record);
  }

  private async load(): Promise<void> {
    if (this.route.name !== 'widget') return;
    try {
      await this.portal.remote.load(this.route.widget);
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}

function set(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

customElements.define('page-widget', PageWidget);
