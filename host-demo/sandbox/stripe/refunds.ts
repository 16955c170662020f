import { type Account, emit, find, type Operation } from './account.ts';
import { recordMovement } from './balance.ts';
import { isWithdrawn } from './disputes.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import type { Form } from './form.ts';
import { newId } from './ids.ts';
import { having, listPage } from './lists.ts';
import type { Charge } from './objects.ts';
import { allowOnly, mergedMetadata, optionalInteger, optionalText } from './params.ts';

const CREATE =
  'amount charge currency customer instructions_email metadata origin payment_intent reason refund_application_fee reverse_transfer'.split(
    ' ',
  );
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'];

export const createRefund: Operation = ({ account, call, form }) => {
  allowOnly(form, CREATE);
  const charge = chargeOf(account, form);
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.refunded || left === 0) {
    throw invalidParameter(
      'charge',
      `Charge ${charge.id} has already been refunded.`,
      'charge_already_refunded',
    );
  }
  if (isWithdrawn(account, charge)) {
    throw invalidParameter(
      'charge',
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      'charge_disputed',
    );
  }
  const amount = optionalInteger(form, 'amount') ?? left;
  if (amount < 1) throw invalidParameter('amount', 'Invalid positive integer', 'parameter_invalid_integer');
  if (amount > left) {
    throw invalidParameter(
      'amount',
      `Refund amount (${dollars(amount)}) is greater than unrefunded amount on charge (${dollars(left)})`,
    );
  }
  const reason = optionalText(form, 'reason') ?? null;
  if (reason !== null && !REASONS.includes(reason)) {
    throw invalidParameter('reason', `Invalid reason: must be one of ${REASONS.join(', ')}`);
  }
  const id = newId('re');
  const refund = account.store.put('refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: recordMovement(account, {
      type: 'refund',
      amount: -amount,
      source: id,
      currency: charge.currency,
    }),
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: mergedMetadata(form, {}),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  });
  const refunded = charge.amount_refunded + amount;
  const after = account.store.put('charge', {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  });
  emit(account, call, 'refund.created', refund);
  emit(account, call, 'charge.refunded', after);
  return refund;
};

export const retrieveRefund: Operation = ({ account, id }) => find(account, 'refund', id);

export const listRefunds: Operation = ({ account, form }) => {
  allowOnly(form, ['charge', 'payment_intent', 'created', 'limit', 'starting_after', 'ending_before']);
  return listPage(
    having(account.store.all('refund'), form, ['charge', 'payment_intent']),
    form,
    '/v1/refunds',
  );
};

function chargeOf(account: Account, form: Form): Charge {
  const named = optionalText(form, 'charge');
  if (named) return paid(find(account, 'charge', named, 'charge'));
  const intentId = optionalText(form, 'payment_intent');
  if (!intentId) throw missingParameter('payment_intent');
  const intent = find(account, 'payment_intent', intentId, 'payment_intent');
  if (intent.status !== 'succeeded' || intent.latest_charge === null) {
    throw invalidParameter(
      'payment_intent',
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    );
  }
  return find(account, 'charge', intent.latest_charge);
}

function paid(charge: Charge): Charge {
  if (charge.status === 'succeeded' && charge.captured) return charge;
  throw invalidParameter('charge', `Charge ${charge.id} has not been captured and cannot be refunded.`);
}

const dollars = (cents: number): string =>
  `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
