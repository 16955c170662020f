import { ContextProvider } from '@lit/context';
import { fixture } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { elementStyles } from '../element.styles.ts';
import { kitMessages } from '../kit.messages.ts';
import { directionOf, type Locale, SOURCE_LOCALE } from '../locale.ts';
import { localeContext } from '../locale-context.ts';
import { sessionContext } from '../session/session-context.ts';
import { FakeSession } from './fake-session.ts';

export type StageOptions = {
  readonly theme?: 'light' | 'dark' | 'high-contrast';
  readonly density?: 'comfortable' | 'compact';
  readonly locale?: Locale;
  readonly session?: FakeSession;
};

/** Stands in for a widget around parts, and for a page around widgets: theme, session, locale. */
export class FoyerTestStage extends LitElement {
  static override styles = elementStyles;

  @property({ reflect: true }) theme = 'light';
  @property({ reflect: true }) density = 'comfortable';
  @property({ attribute: false }) session = new FakeSession();
  @property({ attribute: false }) locale: Locale = SOURCE_LOCALE;

  private readonly sessions = new ContextProvider(this, { context: sessionContext });
  private readonly locales = new ContextProvider(this, {
    context: localeContext,
    initialValue: SOURCE_LOCALE,
  });

  protected override willUpdate(): void {
    // On the host itself: what is slotted takes its direction from the tree it is written in.
    this.dir = directionOf(this.locale);
    this.sessions.setValue(this.session);
    this.locales.setValue(this.locale);
  }

  protected override render(): TemplateResult {
    return html`<div lang=${this.locale}><slot></slot></div>`;
  }
}

define('foyer-test-stage', FoyerTestStage);

/** Puts content on a stage and gives the first element of it. */
export async function staged<E extends Element>(
  content: TemplateResult,
  options: StageOptions = {},
): Promise<E> {
  await kitMessages.load(options.locale ?? SOURCE_LOCALE);
  const stage = await fixture<FoyerTestStage>(html`<foyer-test-stage
    theme=${options.theme ?? 'light'}
    density=${options.density ?? 'comfortable'}
    .locale=${options.locale ?? SOURCE_LOCALE}
    .session=${options.session ?? new FakeSession()}
    >${content}</foyer-test-stage
  >`);
  const element = stage.querySelector<E>('*');
  if (!element) throw new Error('Nothing on the stage.');
  if (element instanceof LitElement) await element.updateComplete;
  return element;
}
