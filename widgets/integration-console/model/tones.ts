import type { BankStatementView, MatchStatus } from '../../../server/features/bank/bank.contract.ts';
import type { PayoutContents } from '../../../server/features/reconciliation/payout-contents.contract.ts';
import type {
  DiscrepancyStatus,
  ReconciliationStatus,
} from '../../../server/features/reconciliation/reconciliation.contract.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';

/** What asks for a person is `caution`, what stands is `positive`, what was refused or broke is `critical`. */
export const reconciliationTone: Record<ReconciliationStatus, BadgeTone> = {
  queued: 'neutral',
  running: 'info',
  balanced: 'positive',
  with_breaks: 'caution',
  failed: 'critical',
};

export const caseTone: Record<DiscrepancyStatus, BadgeTone> = {
  open: 'caution',
  assigned: 'info',
  proposed: 'info',
  healed: 'positive',
  fixed: 'positive',
  accepted: 'neutral',
};

export const statementTone: Record<BankStatementView['status'], BadgeTone> = {
  quarantined: 'critical',
  imported: 'info',
  matched: 'info',
  done: 'positive',
};

export const matchTone: Record<MatchStatus, BadgeTone> = {
  imported: 'neutral',
  auto_matched: 'info',
  suggested: 'caution',
  unmatched: 'caution',
  confirmed: 'positive',
  split: 'positive',
  excluded: 'neutral',
};

export const payoutTone: Record<PayoutContents['state'], BadgeTone> = {
  under_way: 'info',
  arrived: 'positive',
  failed: 'critical',
};
