import type { JsonObject } from '../json.ts';
import { type Account, type Call, emit, find } from './account.ts';
import { recordMovement } from './balance.ts';
import { pendingCharge } from './charges.ts';
import { openDispute } from './disputes.ts';
import { unexpectedState } from './errors.ts';
import { activeMandateOf, createMandate, setMandate } from './mandates.ts';
import type { Charge, Mandate, PaymentIntent, PaymentMethod } from './objects.ts';
import { debitBehaviourOf } from './test-accounts.ts';
import type { Decline } from './test-cards.ts';

export type DebitOptions = { offSession: boolean; mandate: string | null; payToTerms?: JsonObject };

const LATE_MS = 180_000;

/**
 * Takes money from a bank account. A direct debit is under way at once; a PayTo request waits for the payer's yes in the
 * bank's app, unless an agreement holds already.
 */
export function confirmDebit(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  options: DebitOptions,
): PaymentIntent {
  const held = heldMandate(account, method, options);
  if (held) return beginDebit(account, call, { ...intent, payment_method: method.id }, method, held);
  if (options.offSession)
    throw unexpectedState('payment_intent', 'The provided mandate is not active.', intent);
  const mandate = createMandate(account, call, method, {
    reusable: intent.setup_future_usage === 'off_session',
    ...(options.payToTerms && { payTo: options.payToTerms }),
  });
  if (mandate.status === 'active') return beginDebit(account, call, intent, method, mandate);
  const waiting = account.store.put('payment_intent', {
    ...intent,
    last_payment_error: null,
    next_action: { payto_await_authorization: { mandate: mandate.id }, type: 'payto_await_authorization' },
    status: 'requires_action',
  });
  emit(account, call, 'payment_intent.requires_action', waiting);
  if (account.banks.payToAnswer === 'by_hand') return waiting;
  answerRequest(account, call, mandate, account.banks.payToAnswer);
  return find(account, 'payment_intent', intent.id);
}

function heldMandate(account: Account, method: PaymentMethod, options: DebitOptions): Mandate | undefined {
  if (options.mandate === null) return options.offSession ? activeMandateOf(account, method.id) : undefined;
  const named = find(account, 'mandate', options.mandate, 'mandate');
  return named.status === 'active' ? named : undefined;
}

/** The payer's answer in the bank's app, for everything that waits on it. Answering twice changes nothing. */
export function answerRequest(
  account: Account,
  call: Call,
  mandate: Mandate,
  answer: 'authorise' | 'decline',
): void {
  if (mandate.status !== 'pending') return;
  const settled = setMandate(account, call, mandate, answer === 'authorise' ? 'active' : 'inactive');
  for (const intent of account.store.all('payment_intent')) {
    if (intent.status !== 'requires_action' || awaited(intent.next_action) !== mandate.id) continue;
    const method = find(account, 'payment_method', mandate.payment_method);
    if (answer === 'authorise') beginDebit(account, call, intent, method, settled);
    else refuse(account, call, intent, method, DECLINED, null);
  }
  for (const setup of account.store.all('setup_intent')) {
    if (setup.status !== 'requires_action' || setup.mandate !== mandate.id) continue;
    const isAgreed = answer === 'authorise';
    const after = account.store.put('setup_intent', {
      ...setup,
      next_action: null,
      status: isAgreed ? 'succeeded' : 'requires_payment_method',
      last_setup_error: isAgreed
        ? null
        : { code: DECLINED.code, message: DECLINED.message, type: 'invalid_request_error' },
    });
    emit(account, call, isAgreed ? 'setup_intent.succeeded' : 'setup_intent.setup_failed', after);
  }
}

/** An intent that is cancelled asks the payer for nothing any more: what waits in the bank's app goes away. */
export function withdrawRequest(account: Account, call: Call, intent: PaymentIntent): void {
  const id = awaited(intent.next_action);
  const mandate = id === undefined ? undefined : account.store.get('mandate', id);
  if (mandate?.status === 'pending') setMandate(account, call, mandate, 'inactive');
}

/** What an agreement that waits is about, in cents; undefined for one that no single payment waits on. */
export const amountAsked = (account: Account, mandateId: string): number | undefined =>
  account.store.all('payment_intent').find(({ next_action: action }) => awaited(action) === mandateId)
    ?.amount;

const DECLINED: Decline = {
  code: 'payment_method_customer_decline',
  declineCode: 'payment_method_customer_decline',
  message: 'The customer declined the request in their bank app.',
};

function awaited(action: JsonObject | null): string | undefined {
  const wait = action?.payto_await_authorization;
  return typeof wait === 'object' && wait !== null && !Array.isArray(wait) ? String(wait.mandate) : undefined;
}

function beginDebit(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  mandate: Mandate,
): PaymentIntent {
  const charge = pendingCharge(account, call, intent, method, mandate.id);
  emit(account, call, 'charge.pending', charge);
  const isLate = debitBehaviourOf(account.store.get('vault', method.id)?.behaviour ?? '').late;
  const pace = method.type === 'payto' ? account.banks.payToClearsMs : account.banks.becsClearsMs;
  account.store.put('debit', {
    id: intent.id,
    state: 'pending',
    clears_at: pace === null ? null : Date.now() + (isLate ? LATE_MS : pace),
    charge: charge.id,
  });
  const under = account.store.put('payment_intent', {
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: 'processing',
  });
  if (under.customer !== null && under.setup_future_usage !== null)
    account.store.put('payment_method', { ...method, customer: under.customer });
  emit(account, call, 'payment_intent.processing', under);
  return under;
}

/** The banks are done: the money is there, or it is not. `told` overrules what the test account would do. */
export function settleDebit(
  account: Account,
  call: Call,
  intentId: string,
  told?: { failure: Decline | null },
): PaymentIntent {
  const intent = find(account, 'payment_intent', intentId);
  const debit = account.store.get('debit', intentId);
  if (debit?.state !== 'pending' || intent.status !== 'processing' || intent.payment_method === null)
    return intent;
  const method = find(account, 'payment_method', intent.payment_method);
  const charge = find(account, 'charge', debit.charge);
  const behaviour = debitBehaviourOf(account.store.get('vault', method.id)?.behaviour ?? '');
  const failure = told ? told.failure : behaviour.failure;
  account.store.put('debit', { ...debit, state: failure ? 'failed' : 'cleared' });
  if (failure) return refuse(account, call, intent, method, failure, charge);
  const done = clear(account, call, intent, charge);
  if (!told && behaviour.disputed)
    openDispute(account, call, find(account, 'charge', charge.id), 'debit_not_authorized');
  return done;
}

function clear(account: Account, call: Call, intent: PaymentIntent, charge: Charge): PaymentIntent {
  const cleared = account.store.put('charge', {
    ...charge,
    amount_captured: charge.amount,
    balance_transaction: recordMovement(account, {
      type: 'charge',
      amount: charge.amount,
      source: charge.id,
      currency: charge.currency,
      from: 'bank',
    }),
    captured: true,
    paid: true,
    status: 'succeeded',
  });
  emit(account, call, 'charge.succeeded', cleared);
  const done = account.store.put('payment_intent', {
    ...intent,
    amount_received: intent.amount,
    status: 'succeeded',
  });
  emit(account, call, 'payment_intent.succeeded', done);
  return done;
}

function refuse(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  why: Decline,
  charge: Charge | null,
): PaymentIntent {
  if (charge) {
    const failed = account.store.put('charge', {
      ...charge,
      failure_code: why.code,
      failure_message: why.message,
      paid: false,
      status: 'failed',
    });
    emit(account, call, 'charge.failed', failed);
  }
  const open = account.store.put('payment_intent', {
    ...intent,
    last_payment_error: {
      type: 'invalid_request_error',
      ...(charge && { charge: charge.id }),
      code: why.code,
      message: why.message,
      payment_method: method,
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(account, call, 'payment_intent.payment_failed', open);
  return open;
}
