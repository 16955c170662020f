import { isJsonObject, type JsonObject } from '../json.ts';
import { type Account, type Call, emit, find, type Operation } from './account.ts';
import { recordMovement } from './balance.ts';
import { invalidParameter } from './errors.ts';
import { newId } from './ids.ts';
import { having, listPage } from './lists.ts';
import type { Charge, Dispute } from './objects.ts';
import { allowOnly } from './params.ts';

const RESPONSE_DAYS = 7;

export const retrieveDispute: Operation = ({ account, id }) => find(account, 'dispute', id);

export const listDisputes: Operation = ({ account, form }) => {
  allowOnly(form, ['charge', 'payment_intent', 'created', 'limit', 'starting_after', 'ending_before']);
  const all = having(account.store.all('dispute'), form, ['charge', 'payment_intent']);
  return listPage(all, form, '/v1/disputes');
};

/**
 * The payer's bank takes the money back: from a card until the matter is decided, from a bank account for good, since a
 * debit's dispute knows no appeal.
 */
export function openDispute(account: Account, call: Call, charge: Charge, reason: string): Dispute {
  const kind = methodTypeOf(charge);
  const isFinal = kind !== 'card';
  if (charge.disputed) throw invalidParameter('charge', `Charge ${charge.id} is already disputed.`);
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalidParameter('charge', `Charge ${charge.id} has not been captured.`);
  }
  account.store.put('charge', { ...charge, disputed: true });
  const id = newId('dp');
  const amount = charge.amount_captured;
  const dispute = account.store.put('dispute', {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: emptyEvidence(),
    evidence_details: {
      due_by: account.now() + RESPONSE_DAYS * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: isFinal
      ? { type: kind }
      : {
          card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' },
          type: 'card',
        },
    reason,
    status: isFinal ? 'lost' : 'needs_response',
  });
  emit(account, call, 'charge.dispute.created', dispute);
  const movement = recordMovement(account, {
    type: 'adjustment',
    amount: -amount,
    source: id,
    currency: charge.currency,
  });
  const withdrawn = account.store.put('dispute', { ...dispute, balance_transactions: [movement] });
  emit(account, call, 'charge.dispute.funds_withdrawn', withdrawn);
  if (isFinal) emit(account, call, 'charge.dispute.closed', withdrawn);
  return withdrawn;
}

function methodTypeOf(charge: Charge): string {
  const details = charge.payment_method_details;
  return isJsonObject(details) && typeof details.type === 'string' ? details.type : 'card';
}

/** The money of a charge is not the account's to give back while a dispute is open, and after one was lost. */
export const isWithdrawn = (account: Account, charge: Charge): boolean =>
  account.store.all('dispute').some((dispute) => dispute.charge === charge.id && dispute.status !== 'won');

/** The bank decides: a won dispute brings the money back. The charge stays marked as disputed, as at Stripe. */
export function closeDispute(
  account: Account,
  call: Call,
  dispute: Dispute,
  status: 'won' | 'lost',
): Dispute {
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw invalidParameter('dispute', `Dispute ${dispute.id} is already closed.`);
  }
  const closed = account.store.put('dispute', { ...dispute, status });
  emit(account, call, 'charge.dispute.closed', closed);
  if (status === 'lost') return closed;
  recordMovement(account, {
    type: 'adjustment',
    amount: dispute.amount,
    source: dispute.id,
    currency: dispute.currency,
  });
  emit(account, call, 'charge.dispute.funds_reinstated', closed);
  return closed;
}

function emptyEvidence(): JsonObject {
  const names =
    'access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal ' +
    'customer_communication customer_email_address customer_name customer_purchase_ip customer_signature ' +
    'duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt ' +
    'refund_policy refund_policy_disclosure refund_refusal_explanation service_date service_documentation ' +
    'shipping_address shipping_carrier shipping_date shipping_documentation shipping_tracking_number ' +
    'uncategorized_file uncategorized_text';
  return { ...Object.fromEntries(names.split(' ').map((name) => [name, null])), enhanced_evidence: {} };
}
