import type { Payment } from '../../../server/features/payments/payments.contract.ts';

/** Why a payment did not go through, where that is not the vendor's own answer. */
export type PaymentTrouble = {
  /** A code of the problem list, of `Payment.failureCode`, or of the vendor part (`vendor_script_blocked`, ...). */
  readonly code: string;
  readonly requestId?: string;
  /** The vendor's own sentence for the payer, already in their language. */
  readonly said?: string;
};

/**
 * - `confirming`: the allocation table is on the screen; nothing has been asked of the server.
 * - `creating`: the server is being asked to open the payment; `slow` when that takes longer than people expect.
 * - `paying`: the vendor's form is on the screen; `sending` while the vendor works on it, `resumed` when the payment is
 *   one that was begun before and waits for its payer again.
 * - `transfer`: a reference was given out, and the money is awaited from the payer's bank.
 * - `settling`: the vendor is done and the server reads the outcome.
 * - `processing`: initiated, not yet cleared.
 * - `unknown`: the outcome could not be learnt; nobody should pay again meanwhile.
 */
export type PaymentPhase =
  | { readonly name: 'idle' }
  | { readonly name: 'confirming'; readonly trouble: PaymentTrouble | null }
  | { readonly name: 'creating'; readonly slow: boolean }
  | {
      readonly name: 'paying';
      readonly payment: Payment;
      readonly sending: boolean;
      readonly resumed: boolean;
      readonly trouble: PaymentTrouble | null;
    }
  | {
      readonly name: 'transfer';
      readonly payment: Payment;
      readonly cancelling: boolean;
      readonly trouble: PaymentTrouble | null;
    }
  | { readonly name: 'settling'; readonly payment: Payment }
  | { readonly name: 'succeeded'; readonly payment: Payment }
  | { readonly name: 'processing'; readonly payment: Payment }
  | { readonly name: 'failed'; readonly payment: Payment; readonly trouble: PaymentTrouble }
  | { readonly name: 'unknown'; readonly payment: Payment | null; readonly trouble: PaymentTrouble | null };

export type PaymentStep =
  | { readonly type: 'confirm' }
  | { readonly type: 'back' }
  | { readonly type: 'create' }
  | { readonly type: 'still_creating' }
  | { readonly type: 'not_created'; readonly trouble: PaymentTrouble; readonly uncertain: boolean }
  /** Any reading of the payment: the answer to creating, settling, looking again, or a live change. */
  | { readonly type: 'read'; readonly payment: Payment }
  | { readonly type: 'send' }
  | { readonly type: 'not_sent'; readonly trouble: PaymentTrouble }
  /** The request that the payer's bank holds could not be taken back now. */
  | { readonly type: 'not_withdrawn'; readonly trouble: PaymentTrouble }
  | { readonly type: 'sent' }
  | { readonly type: 'not_settled'; readonly trouble: PaymentTrouble }
  | { readonly type: 'cancel_transfer' }
  | { readonly type: 'not_cancelled'; readonly trouble: PaymentTrouble }
  | { readonly type: 'leave' };

export const idle: PaymentPhase = { name: 'idle' };

/** A step that does not belong to the phase returns the very same phase, which makes a double click harmless. */
export function step(phase: PaymentPhase, next: PaymentStep): PaymentPhase {
  switch (next.type) {
    case 'confirm':
      return phase.name === 'idle' ? { name: 'confirming', trouble: null } : phase;
    case 'back':
      return phase.name === 'confirming' ? idle : phase;
    case 'create':
      return phase.name === 'confirming' ? { name: 'creating', slow: false } : phase;
    case 'still_creating':
      return phase.name === 'creating' && !phase.slow ? { name: 'creating', slow: true } : phase;
    case 'not_created':
      if (phase.name !== 'creating') return phase;
      return next.uncertain
        ? { name: 'unknown', payment: null, trouble: next.trouble }
        : { name: 'confirming', trouble: next.trouble };
    case 'read':
      return afterReading(phase, next.payment);
    case 'send':
      return phase.name === 'paying' && !phase.sending ? { ...phase, sending: true, trouble: null } : phase;
    case 'not_sent':
      return phase.name === 'paying' ? { ...phase, sending: false, trouble: next.trouble } : phase;
    case 'not_withdrawn':
      return phase.name === 'paying' ? { ...phase, trouble: next.trouble } : phase;
    case 'sent':
      return phase.name === 'paying' ? { name: 'settling', payment: phase.payment } : phase;
    case 'not_settled':
      if (phase.name !== 'settling' && phase.name !== 'unknown') return phase;
      return { name: 'unknown', payment: phase.payment, trouble: next.trouble };
    case 'cancel_transfer':
      return phase.name === 'transfer' && !phase.cancelling
        ? { ...phase, cancelling: true, trouble: null }
        : phase;
    case 'not_cancelled':
      return phase.name === 'transfer' ? { ...phase, cancelling: false, trouble: next.trouble } : phase;
    case 'leave':
      return phase.name === 'creating' ? phase : idle;
  }
}

function afterReading(phase: PaymentPhase, payment: Payment): PaymentPhase {
  const shown = 'payment' in phase ? phase.payment : null;
  if (shown && shown.id !== payment.id) return phase;
  if (shown && shown.version > payment.version) return phase;
  if (phase.name === 'failed') return phase;
  // The receipt may be written a moment after the money: a newer reading of a success completes it.
  if (phase.name === 'succeeded') {
    if (isSuccess(payment)) return { name: 'succeeded', payment };
    // And what the bank took back is no success any more, on the open page too.
    if (!isTakenBack(payment)) return phase;
  }
  switch (payment.status) {
    case 'created':
    case 'requires_action':
      if (phase.name === 'paying') return stillPaying(phase, payment);
      if (payment.transfer) return { name: 'transfer', payment, cancelling: false, trouble: null };
      if (!payment.handover) return { name: 'unknown', payment, trouble: null };
      return { name: 'paying', payment, sending: false, resumed: phase.name !== 'creating', trouble: null };
    case 'processing':
      return { name: 'processing', payment };
    case 'unknown':
      return { name: 'unknown', payment, trouble: null };
    case 'succeeded':
    case 'refunded_part':
    case 'refunded':
      return { name: 'succeeded', payment };
    case 'disputed':
    case 'charged_back':
    case 'dishonoured':
      return { name: 'failed', payment, trouble: { code: payment.status } };
    case 'failed':
      return { name: 'failed', payment, trouble: { code: payment.failureCode ?? 'vendor_refused' } };
    case 'cancelled':
      return { name: 'failed', payment, trouble: { code: payment.failureCode ?? 'cancelled' } };
  }
}

type Paying = Extract<PaymentPhase, { name: 'paying' }>;

/**
 * While the vendor works on it, a late reading must not take the form away under its hands; and a reading for which the
 * vendor did not answer takes nothing away at all.
 */
function stillPaying(phase: Paying, payment: Payment): Paying {
  const before = phase.payment.handover;
  if (phase.sending || payment.handover === null)
    return { ...phase, payment: { ...payment, handover: before } };
  // The bank's app has answered and it was no yes: the payer may try again.
  const isRefused = isAwaitingBank(phase) && stepOf(payment) === 'enter_details';
  return { ...phase, payment, trouble: isRefused ? { code: 'mandate_declined' } : phase.trouble };
}

const stepOf = ({ handover }: Payment): string | null =>
  handover?.vendor === 'stripe' ? handover.step : null;

/** The payer answers in the app of their bank, and the vendor's form is not on the screen. */
export function isAwaitingBank(phase: PaymentPhase): phase is Paying {
  return phase.name === 'paying' && !phase.sending && stepOf(phase.payment) === 'await_bank';
}

/** Of a saved card only the bank's question is left. */
export function isBankAsking(phase: PaymentPhase): phase is Paying {
  return phase.name === 'paying' && stepOf(phase.payment) === 'authenticate';
}

/** The money was there, and the payer's bank has it again or asks for it. */
export function isTakenBack({ status }: Payment): boolean {
  return status === 'disputed' || status === 'charged_back' || status === 'dishonoured';
}

function isSuccess({ status }: Payment): boolean {
  return status === 'succeeded' || status === 'refunded_part' || status === 'refunded';
}

/** Whether leaving the page now may leave a payment behind that nobody watches. */
export function isUnderWay(phase: PaymentPhase): boolean {
  return (
    phase.name === 'creating' ||
    phase.name === 'settling' ||
    (phase.name === 'paying' && phase.sending === true)
  );
}

/** What a person sees of the phases: a new screen moves the focus, a new fact on the same screen does not. */
export function screenOf(phase: PaymentPhase): string {
  if (isAwaitingBank(phase)) return 'awaiting_bank';
  return phase.name === 'creating' ? 'confirming' : phase.name;
}
