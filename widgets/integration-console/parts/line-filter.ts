import { html, type TemplateResult } from 'lit';
import type { BankStatementView, MatchStatus } from '../../../server/features/bank/bank.contract.ts';
import '../../kit/parts/button.ts';
import type { BankWords } from '../integration-console.messages.ts';

const order = [
  'suggested',
  'unmatched',
  'confirmed',
  'split',
  'excluded',
  'auto_matched',
  'imported',
] as const;
/** Shown even when there is none: that nothing waits is what somebody looks for. */
const always: ReadonlySet<MatchStatus> = new Set(['suggested', 'unmatched']);

/** Shows the lines of one state; each says how many there are. */
export function lineFilter(
  { counts, lineCount, knownCount }: BankStatementView,
  filter: MatchStatus | undefined,
  t: BankWords,
  show: (filter: MatchStatus | undefined) => void,
): TemplateResult {
  const button = (key: MatchStatus | undefined, label: string, count: number) =>
    html`<foyer-ui-button size="small" .pressed=${filter === key} variant=${filter === key ? 'secondary' : 'quiet'}
      @click=${() => show(key)}>${label} ${count}</foyer-ui-button>`;
  const shown = order.filter((key) => counts[key] > 0 || always.has(key) || key === filter);
  return html`<div role="group" class="row" aria-label=${t.showing}>
    ${button(undefined, t.all, lineCount - knownCount)} ${shown.map((key) => button(key, t[`match_${key}`], counts[key]))}
  </div>`;
}
