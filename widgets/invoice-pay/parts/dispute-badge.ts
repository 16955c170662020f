import { html, type TemplateResult } from 'lit';
import type { DisputeStatus, DisputeSummary } from '../../../server/features/disputes/disputes.contract.ts';
import '../../kit/parts/badge.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';
import type { AccountWords } from './account.messages.ts';

const tones: Partial<Record<DisputeStatus, BadgeTone>> = {
  awaiting_client: 'caution',
  proposed: 'caution',
  closed: 'neutral',
  withdrawn: 'neutral',
};

/** Where a dispute stands; once it is settled, how. */
export function disputeBadge(
  { status, outcome }: Pick<DisputeSummary, 'status' | 'outcome'>,
  t: AccountWords,
): TemplateResult {
  const label = status === 'closed' && outcome ? t[`outcome_${outcome}`] : t[`dispute_${status}`];
  const tone = outcome === 'upheld' || outcome === 'partly' ? 'positive' : (tones[status] ?? 'info');
  return html`<foyer-ui-badge tone=${tone} label=${label}></foyer-ui-badge>`;
}
