import type { CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { dayInZone, formatDay, formatInstant } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { KitTexts } from '../../kit/locale-context.ts';
import { formatMoney } from '../../kit/money.ts';
import { layoutStyles } from '../../kit/parts/layout.styles.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import type { FoyerSession } from '../../kit/session/session.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import { IntegrationConsoleApi } from '../integration-console.api.ts';
import { type CommonWords, commonMessages } from '../integration-console.messages.ts';
import { consoleStyles } from './console.styles.ts';

/** What the console's parts share: who asks, in which language, and how money and time are written. */
export abstract class ConsolePart extends UiElement {
  static override styles: CSSResultGroup = [sharedStyles, statesStyles, layoutStyles, consoleStyles];

  @property({ attribute: false }) session!: FoyerSession;
  protected readonly texts = new KitTexts(this);

  protected get api(): IntegrationConsoleApi {
    return new IntegrationConsoleApi(this.session);
  }

  protected get language(): Locale {
    return this.texts.locale;
  }

  protected get common(): CommonWords {
    return commonMessages.in(this.language);
  }

  /** The account is the contractor's own, so an instant is told by the reader's clock. */
  protected when(instant: string): string {
    return formatInstant(instant, new Intl.DateTimeFormat().resolvedOptions().timeZone, this.language);
  }

  /** The day of an instant, by the same clock. */
  protected dayOf(instant: string): string {
    return this.day(dayInZone(instant, new Intl.DateTimeFormat().resolvedOptions().timeZone));
  }

  protected day(day: string): string {
    return formatDay(day, this.language);
  }

  protected money(cents: number): string {
    return formatMoney(cents, this.language);
  }

  protected span(
    period: { from: string; to: string },
    words: { span(a: string, b: string): string },
  ): string {
    return period.from === period.to
      ? this.day(period.from)
      : words.span(this.day(period.from), this.day(period.to));
  }

  private opener: HTMLElement | undefined;

  /** Before a dialog opens. */
  protected keepFocus(): void {
    this.opener = focused();
  }

  /** Once the dialog is gone: to where the reader was, unless that is gone too. */
  protected async giveFocusBack(): Promise<void> {
    await this.updateComplete;
    if (this.opener?.isConnected) this.opener.focus();
  }

  /** Puts the focus where the reader goes on, once it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

function focused(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}
