import { defineMessages } from '../kit/messages.ts';
import { messages as bank } from './messages/bank.en-au.ts';
import { messages as common } from './messages/common.en-au.ts';
import { messages as payout } from './messages/payout.en-au.ts';
import { messages as reconciliation } from './messages/reconciliation.en-au.ts';

export const commonMessages = defineMessages(common, {
  'zh-Hans': () => import('./messages/common.zh-hans.ts'),
  ar: () => import('./messages/common.ar.ts'),
});

export const reconciliationMessages = defineMessages(reconciliation, {
  'zh-Hans': () => import('./messages/reconciliation.zh-hans.ts'),
  ar: () => import('./messages/reconciliation.ar.ts'),
});

export const bankMessages = defineMessages(bank, {
  'zh-Hans': () => import('./messages/bank.zh-hans.ts'),
  ar: () => import('./messages/bank.ar.ts'),
});

export const payoutMessages = defineMessages(payout, {
  'zh-Hans': () => import('./messages/payout.zh-hans.ts'),
  ar: () => import('./messages/payout.ar.ts'),
});

export type CommonWords = ReturnType<typeof commonMessages.in>;
export type ReconciliationWords = ReturnType<typeof reconciliationMessages.in>;
export type BankWords = ReturnType<typeof bankMessages.in>;
export type PayoutWords = ReturnType<typeof payoutMessages.in>;
