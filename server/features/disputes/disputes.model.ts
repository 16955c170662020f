import type { DisputeAction, DisputeOutcome, DisputeSide, DisputeStatus } from './disputes.contract.ts';

/** A step moves a dispute on; messages do not. `answer` is a client's message while the contractor waits for it. */
export type Step = Exclude<DisputeAction, 'message'> | 'answer';

type Rule = {
  side: DisputeSide;
  /** By the state that it starts from: every state that it passes, in order. */
  paths: Partial<Record<DisputeStatus, readonly DisputeStatus[]>>;
};

/** domain.md section 5. Whatever is not here is refused. */
const rules: Record<Step, Rule> = {
  acknowledge: { side: 'contractor', paths: { raised: ['acknowledged'] } },
  review: { side: 'contractor', paths: { acknowledged: ['under_review'] } },
  ask: {
    side: 'contractor',
    paths: { acknowledged: ['under_review', 'awaiting_client'], under_review: ['awaiting_client'] },
  },
  answer: { side: 'client', paths: { awaiting_client: ['under_review'] } },
  propose: {
    side: 'contractor',
    paths: { acknowledged: ['under_review', 'proposed'], under_review: ['proposed'] },
  },
  agree: { side: 'client', paths: { proposed: ['agreed', 'closed'] } },
  escalate: { side: 'client', paths: { proposed: ['escalated'] } },
  mediate: { side: 'contractor', paths: { escalated: ['mediation'] } },
  determine: {
    side: 'contractor',
    paths: { escalated: ['determined', 'closed'], mediation: ['determined', 'closed'] },
  },
  withdraw: { side: 'client', paths: { raised: ['withdrawn'] } },
};

export const steps = Object.keys(rules) as Step[];

export const isOpen = (status: DisputeStatus): boolean => status !== 'closed' && status !== 'withdrawn';

/** The states that a step passes through; null when it is not to be taken from here, or not by this side. */
export function pathOf(
  status: DisputeStatus,
  step: Step,
  side: DisputeSide,
): readonly DisputeStatus[] | null {
  const rule = rules[step];
  return rule.side === side ? (rule.paths[status] ?? null) : null;
}

/** What this side may do now. */
export function actionsOf(status: DisputeStatus, side: DisputeSide | null): DisputeAction[] {
  if (side === null || !isOpen(status)) return [];
  const taken = steps.filter((step) => step !== 'answer' && pathOf(status, step, side) !== null);
  return [...(taken as DisputeAction[]), 'message'];
}

/** Upheld when all of it is credited, rejected when nothing is. */
export function outcomeOf(settledCents: number, amountCents: number): DisputeOutcome {
  if (settledCents === 0) return 'rejected';
  return settledCents >= amountCents ? 'upheld' : 'partly';
}

/** What can still be disputed or credited of a line: its price without what others name or took already. */
export const roomOf = (lineTotalCents: number, takenCents: number): number =>
  Math.max(0, lineTotalCents - takenCents);
