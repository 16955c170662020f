import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import type { Failure } from '../failure.ts';
import { lockIcon, refreshCwIcon, wifiOffIcon } from '../icons.ts';
import { KitTexts } from '../locale-context.ts';
import type { SessionReason, SessionState } from '../session/session.ts';
import { UiElement } from '../ui-element.ts';
import './button.ts';
import { banner, errorPanel, notePanel } from './states.ts';
import { type TroubleMessages, troubleMessages } from './trouble.messages.ts';

export type Leave = { readonly label: string; readonly go: () => void };

/**
 * What happened, what still works, what to do: about a failure, or about the session of the page. It draws itself into the
 * widget's own tree, with the widget's styles.
 */
export class FoyerUiTrouble extends UiElement {
  @property({ attribute: false }) failure: Failure | undefined;
  @property({ attribute: false }) sessionState: SessionState | undefined;
  @property({ attribute: false }) reason: SessionReason | undefined;
  /** A line above content that stays, and not in its place. */
  @property({ attribute: false }) above = false;
  @property({ attribute: false }) retry: () => void = () => undefined;
  /** The way out of what is not there; without one only trying again is offered. */
  @property({ attribute: false }) leave: Leave | undefined;

  private readonly texts = new KitTexts(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const { locale } = this.texts;
    const before = troubleMessages.in(locale);
    void troubleMessages.load(locale).then(() => {
      if (troubleMessages.in(locale) !== before) this.requestUpdate();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.failure) return this.failurePanel(this.failure);
    if (this.sessionState === undefined) return nothing;
    return this.above ? this.sessionLine() : this.sessionPanel();
  }

  private get words(): TroubleMessages {
    return troubleMessages.in(this.texts.locale);
  }

  private failurePanel(failure: Failure): TemplateResult {
    const { t } = this.texts;
    const [title, body] = failureWords(failure, this.words);
    const code = failure.code === 'widget_failed' ? undefined : failure.code;
    return errorPanel({
      title: title ?? t.failedTitle,
      body,
      actions: failure.status === 404 && this.leave ? this.wayOut(this.leave) : this.retryButton(),
      smallPrint: failure.requestId ? t.requestId(failure.requestId) : code,
    });
  }

  private sessionPanel(): TemplateResult {
    const { words, reason } = this;
    const actions = this.retryButton();
    const smallPrint = reason?.requestId ? this.texts.t.requestId(reason.requestId) : reason?.code;
    if (this.sessionState === 'offline') {
      const title = reason?.code === 'offline' ? words.offlineTitle : words.unreachableTitle;
      return errorPanel({ title, body: words.unreachableBody, icon: wifiOffIcon, actions, smallPrint });
    }
    if (reason?.code.startsWith('session_endpoint') || reason?.code === 'session_not_configured') {
      const { notConfiguredTitle: title, notConfiguredBody: body } = words;
      return errorPanel({ title, body, actions, smallPrint });
    }
    const { refusedTitle: title, refusedBody: body } = words;
    return notePanel({ title, body, icon: lockIcon, actions, smallPrint });
  }

  private sessionLine(): TemplateResult {
    const { words } = this;
    const actions = this.retryButton('small');
    if (this.sessionState === 'offline') {
      const { offlineTitle: title, offlineBody: body } = words;
      return banner({ tone: 'caution', title, body, icon: wifiOffIcon, actions });
    }
    const { expiredTitle: title, expiredBody: body } = words;
    return banner({ tone: 'caution', title, body, icon: lockIcon, actions });
  }

  private wayOut({ label, go }: Leave): TemplateResult {
    return html`<foyer-ui-button variant="primary" @click=${go}>${label}</foyer-ui-button>${this.retryButton()}`;
  }

  private retryButton(size: 'small' | 'medium' = 'medium'): TemplateResult {
    return html`<foyer-ui-button size=${size} @click=${() => this.retry()}>
      ${refreshCwIcon()}${this.texts.t.retry}
    </foyer-ui-button>`;
  }
}

/** What a failure is called by everybody; without a title it is a fault. A widget maps the codes of its own rules. */
function failureWords(failure: Failure, words: TroubleMessages): readonly [string | undefined, string] {
  const { code, status } = failure;
  if (code === 'offline') return [words.offlineTitle, words.unreachableBody];
  if (status === 401) return [words.expiredTitle, words.expiredBody];
  if (status === 403) return [words.forbiddenTitle, words.forbiddenBody];
  if (status === 404) return [words.notFoundTitle, words.notFoundBody];
  if (status === 429) return [words.busyTitle, words.busyBody];
  const unanswered = status === 0 || status >= 500;
  if (code !== 'widget_failed' && unanswered) return [words.unreachableTitle, words.unreachableBody];
  return [undefined, words.failedBody];
}

define('foyer-ui-trouble', FoyerUiTrouble);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-trouble': FoyerUiTrouble;
  }
}
