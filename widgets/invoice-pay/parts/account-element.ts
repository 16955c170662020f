import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { toFailure } from '../../kit/failure.ts';
import type { Locale } from '../../kit/locale.ts';
import { layoutStyles } from '../../kit/parts/layout.styles.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import { banner, skeleton } from '../../kit/parts/states.ts';
import type { Leave } from '../../kit/parts/trouble.ts';
import { failureView } from '../../kit/session-views.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import { AccountApi } from '../api/account-api.ts';
import { type AccountWords, accountMessages } from './account.messages.ts';
import { accountStyles } from './account.styles.ts';
import { download } from './download.ts';
import type { PagedReading } from './paged-reading.ts';
import type { Reading } from './reading.ts';
import { clockTime } from './times.ts';
import type { Widget } from './widget.ts';

/** What every view of the account shares: its words, its calls, and how it waits and fails. */
export abstract class AccountElement extends UiElement {
  static override styles: CSSResultGroup = [sharedStyles, statesStyles, layoutStyles, accountStyles];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) language: Locale = 'en-AU';
  /** What a file or an action ended with, in words. */
  @state() protected trouble: string | undefined;
  @state() protected busy = '';
  @state() private moreTrouble: string | undefined;

  protected get t(): AccountWords {
    return accountMessages.in(this.language);
  }

  protected get api(): AccountApi {
    return new AccountApi(this.widget.api.session, this.widget.invoices.siteIds);
  }

  /** What was read, above it what a later reading failed with. */
  protected reading<T extends { asOf: string }>(
    { data, failure, read }: Reading<T>,
    show: (data: T) => unknown,
    leave?: Leave,
  ): TemplateResult {
    const { kit } = this.widget;
    if (!data) {
      return html`${failure ? failureView(failure, kit, () => void read(), leave) : skeleton(kit.loading, 6)}`;
    }
    return html`${failure ? banner({ tone: 'caution', title: kit.staleTitle, body: kit.staleBody(clockTime(data.asOf, this.language)) }) : nothing}
      ${this.shownTrouble()} ${show(data)}`;
  }

  /** The button below a list that has another page; what it failed with stands beside it, not above a long list. */
  protected more(
    list: Pick<PagedReading<unknown, never>, 'hasMore' | 'readMore'>,
    failed = this.t.actionFailed,
  ): TemplateResult | typeof nothing {
    if (!list.hasMore) return nothing;
    const read = async () => {
      await this.act('more', () => list.readMore(), failed);
      this.moreTrouble = this.trouble;
      this.trouble = undefined;
    };
    return html`<div class="more">
      ${this.moreTrouble ? html`<p class="late" role="alert">${this.moreTrouble}</p>` : nothing}
      <foyer-ui-button ?busy=${this.busy === 'more'} @click=${() => this.widget.run(read)}>${this.t.more}</foyer-ui-button>
    </div>`;
  }

  protected shownTrouble(): TemplateResult | typeof nothing {
    return this.trouble ? banner({ tone: 'critical', title: this.trouble }) : nothing;
  }

  /** Hands out a file; one at a time, and says so when it does not come. */
  protected async fetchFile(name: string, read: () => Promise<Blob>): Promise<void> {
    await this.act(name, async () => download(await read(), name), this.t.fileFailed);
  }

  /**
   * Runs one action at a time.
   * @returns whether it worked; a failure is on the screen by then
   */
  protected async act(name: string, action: () => Promise<unknown>, failed: string): Promise<boolean> {
    if (this.busy !== '') return false;
    this.busy = name;
    this.trouble = undefined;
    try {
      await action();
      return true;
    } catch (error) {
      const { code, status } = toFailure(error);
      this.trouble = this.troubleOf(code, status) ?? failed;
      this.widget.report(error);
      return false;
    } finally {
      this.busy = '';
    }
  }

  /** What the server's refusal means here; undefined where the action's own words say it better. */
  private troubleOf(code: string, status: number | undefined): string | undefined {
    if (code === 'too_many_invoices') return this.t.tooManyInvoices;
    return code === 'conflict' || status === 412 ? this.t.conflict : undefined;
  }
}
