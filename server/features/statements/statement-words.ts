import type { StatementLineKind } from './statements.contract.ts';

/** What a line is called, on paper and in the file alike. */
export const kindWords: Record<StatementLineKind, string> = {
  invoice: 'Invoice',
  void: 'Invoice voided',
  written_off: 'Invoice written off',
  credit_note: 'Credit note',
  payment: 'Payment',
  surcharge: 'Surcharge',
  correction: 'Correction',
  refund: 'Refund',
  chargeback: 'Chargeback',
  chargeback_reversed: 'Chargeback reversed',
  dishonour: 'Dishonoured payment',
  payment_applied: 'Payment applied',
  payment_taken_back: 'Payment taken back',
  credit_applied: 'Credit applied',
  credit_taken_back: 'Credit taken back',
};

export const bucketWords: Record<string, string> = {
  current: 'Not yet due',
  '1_30': '1 to 30 days',
  '31_60': '31 to 60 days',
  '61_90': '61 to 90 days',
  '91_120': '91 to 120 days',
  '121_plus': 'Over 120 days',
};
