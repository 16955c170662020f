import { property, state } from 'lit/decorators.js';
import { FoyerElement } from '../kit/element.ts';
import { lockIcon } from '../kit/icons.ts';
import { notePanel } from '../kit/parts/states.ts';
import type { FoyerSession } from '../kit/session/session.ts';
import type { IntegrationConsoleEvents } from './integration-console.events.ts';
import { bankMessages, commonMessages, reconciliationMessages } from './integration-console.messages.ts';
import { type Tab, tabOf, tabsFor } from './integration-console.state.ts';
import { integrationConsoleStyles } from './integration-console.styles.ts';

type FirstView = typeof import('./integration-console.view.ts');

/**
 * For the contractor's operations and finance staff: the bank's statements and what became of each line, and each
 * vendor's account held against the portal.
 *
 * @tag foyer-integration-console
 * @attr tab - `reconciliation` (default) or `bank`
 * @fires foyer-statement-imported - `StatementImportedDetail`
 * @fires foyer-period-reconciled - `PeriodReconciledDetail`
 */
export class FoyerIntegrationConsole extends FoyerElement<IntegrationConsoleEvents> {
  static override styles = [FoyerElement.styles, integrationConsoleStyles];

  /** The tab to begin with; the person moves on from it. */
  @property({ attribute: 'tab' }) startTab: string | null = null;
  @state() private chosen: Tab | undefined;
  /** Counts how often the session became ready: what is on the screen is read anew each time. */
  @state() private round = 0;
  @state() private first: FirstView | undefined;

  protected override readonly catalogues = [commonMessages, reconciliationMessages, bankMessages];

  protected override sessionReady(session: FoyerSession): void {
    this.round += 1;
    if (tabsFor(session.me?.capabilities ?? []).length === 0) this.announceReady();
    // Its code comes with its tables and dialogs, and later than the question who is asking.
    else this.attempt(() => this.bring());
  }

  protected override view(): unknown {
    const { session, first, round } = this;
    const t = commonMessages.in(this.activeLocale);
    const tabs = tabsFor(session?.me?.capabilities ?? []);
    const selected = tabOf(this.chosen ?? this.startTab, tabs);
    if (!session || !selected) {
      return notePanel({ title: t.forbiddenTitle, body: t.forbiddenBody, icon: lockIcon });
    }
    if (!first) return this.skeleton();
    return first.view({
      session,
      round,
      t,
      tabs,
      selected,
      choose: (tab) => {
        this.chosen = tab;
      },
      imported: (statementIds, quarantined) =>
        this.emit('foyer-statement-imported', { statementIds, quarantined }),
      reconciled: (reconciliationId, status) =>
        this.emit('foyer-period-reconciled', { reconciliationId, status }),
    });
  }

  private async bring(): Promise<void> {
    this.first ??= await import('./integration-console.view.ts');
    this.announceReady();
  }
}
