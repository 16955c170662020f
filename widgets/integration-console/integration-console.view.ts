import { html, type TemplateResult } from 'lit';
import { cache } from 'lit/directives/cache.js';
import '../kit/parts/tabs.ts';
import type { FoyerSession } from '../kit/session/session.ts';
import type { CommonWords } from './integration-console.messages.ts';
import type { Tab } from './integration-console.state.ts';
import './parts/bank.element.ts';
import './parts/reconciliations.element.ts';

export type ConsoleFacts = {
  readonly session: FoyerSession;
  readonly round: number;
  readonly t: CommonWords;
  readonly tabs: readonly Tab[];
  readonly selected: Tab;
  readonly choose: (tab: Tab) => void;
  readonly imported: (statementIds: readonly string[], quarantined: number) => void;
  readonly reconciled: (reconciliationId: string, status: string) => void;
};

/** The tabs and the one that is open; another keeps what was typed in it. */
export function view(facts: ConsoleFacts): TemplateResult {
  const { t, tabs, selected, choose } = facts;
  const named = tabs.map((key) => ({ key, label: key === 'bank' ? t.tabBank : t.tabReconciliation }));
  return html`<div class="console">
    <h2>${t.title}</h2>
    <foyer-ui-tabs label=${t.title} .tabs=${named} selected=${selected}
      @foyer-ui-tab=${(event: CustomEvent<{ key: Tab }>) => choose(event.detail.key)}>
      <div slot=${selected}>${cache(selected === 'bank' ? bank(facts) : reconciliation(facts))}</div>
    </foyer-ui-tabs>
  </div>`;
}

function reconciliation({ session, round, reconciled }: ConsoleFacts): TemplateResult {
  return html`<foyer-ui-reconciliations .session=${session} .round=${round} .reconciled=${reconciled}></foyer-ui-reconciliations>`;
}

function bank({ session, round, imported }: ConsoleFacts): TemplateResult {
  return html`<foyer-ui-bank .session=${session} .round=${round} .imported=${imported}></foyer-ui-bank>`;
}
