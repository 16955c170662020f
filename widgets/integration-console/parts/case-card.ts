import { html, nothing, type TemplateResult } from 'lit';
import type { Discrepancy } from '../../../server/features/reconciliation/reconciliation.contract.ts';
import '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import { facts } from '../../kit/parts/layout.ts';
import type { CaseStep } from '../integration-console.api.ts';
import type { ReconciliationWords } from '../integration-console.messages.ts';
import { caseTone } from '../model/tones.ts';
import { serverWords } from './server-words.ts';

export type CaseDesk = {
  readonly t: ReconciliationWords;
  /** Who is asking: the proposer of a fix does not approve it. */
  readonly myId: string;
  /** `<step>:<id>` of what is under way. */
  readonly busy: string | null;
  readonly money: (cents: number) => string;
  readonly when: (instant: string) => string;
  readonly trouble: (id: string) => unknown;
  readonly step: (row: Discrepancy, step: CaseStep) => void;
  readonly propose: (row: Discrepancy) => void;
};

const open = new Set<Discrepancy['status']>(['open', 'assigned', 'proposed']);

/** One case: what the two sides say, who has it, what was proposed, and what can be done. */
export function caseCard(row: Discrepancy, desk: CaseDesk): TemplateResult {
  const { t, money, when } = desk;
  const name = `${t[`movement_${row.movement}`]}: ${t[`kind_${row.kind}`]}`;
  return html`<li class="case" id="case-${row.id}">
    <div class="row spread">
      <h4 tabindex="-1">${name}</h4>
      <foyer-ui-badge tone=${caseTone[row.status]} label=${t[`case_${row.status}`]}></foyer-ui-badge>
    </div>
    <p>${serverWords(row.explanation)}</p>
    ${facts([
      [row.movement === 'payout' ? t.bank : t.ours, money(row.oursCents)],
      [row.account === 'bank' ? t.bank : t.theirs, money(row.theirsCents)],
      [t.reference, row.reference],
      [t.owner, row.owner?.name ?? t.nobody],
      [t.due, open.has(row.status) ? when(row.dueAt) : null],
    ])}
    ${proposal(row, desk)} ${desk.trouble(row.id)} ${open.has(row.status) ? actions(row, desk, name) : nothing}
  </li>`;
}

function proposal({ proposal, decidedBy, decidedAt }: Discrepancy, { t, when }: CaseDesk): TemplateResult {
  return html`${
    proposal
      ? html`<div class="proposal"><p>${t.proposalBy(proposal.by, t[`fix_${proposal.fix}`])}</p><p class="muted">${proposal.reason}</p></div>`
      : nothing
  }
  ${decidedBy && decidedAt ? html`<p class="note">${t.decided(decidedBy, when(decidedAt))}</p>` : nothing}`;
}

function actions(row: Discrepancy, desk: CaseDesk, name: string): TemplateResult {
  const { t, busy } = desk;
  const button = (step: CaseStep, label: string, variant: string, disabled = false) =>
    html`<foyer-ui-button size="small" variant=${variant} label=${`${label}: ${name}`} ?disabled=${disabled}
      ?busy=${busy === `${step}:${row.id}`} @click=${() => desk.step(row, step)}>${label}</foyer-ui-button>`;
  const proposed = row.status === 'proposed';
  const mine = proposed && row.proposal?.byId === desk.myId;
  const again = proposed ? t.proposeAgain : t.propose;
  return html`<div class="row">
      ${row.owner?.id === desk.myId || proposed ? nothing : button('assign', t.takeOn, 'secondary')}
      ${proposed ? button('approve', t.approve, 'primary', mine) : nothing}
      ${proposed ? button('reject', t.reject, 'secondary') : nothing}
      <foyer-ui-button size="small" variant=${proposed ? 'quiet' : 'primary'} label=${`${again}: ${name}`}
        @click=${() => desk.propose(row)}>${again}</foyer-ui-button>
    </div>
    ${mine ? html`<p class="note">${t.fourEyes}</p>` : nothing}`;
}
