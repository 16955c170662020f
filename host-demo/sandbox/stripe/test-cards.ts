/** How the stand-in bank treats a card. The numbers are Stripe's published test cards. */
export type CardBehaviour = {
  authentication: 'none' | 'required';
  decline: Decline | null;
  disputed: boolean;
  /** Once set up it is charged again without a question. */
  reusable?: boolean;
};

/** Codes and words as Stripe answers them with status 402. */
export type Decline = { code: string; declineCode: string; message: string };

export type Card = { brand: string; last4: string; behaviour: string };

const DECLINED: Decline = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
};

const accepted: CardBehaviour = { authentication: 'none', decline: null, disputed: false };
const declined = (code: string, declineCode: string, message: string): CardBehaviour => ({
  ...accepted,
  decline: { code, declineCode, message },
});

export const behaviours = {
  accepted,
  authenticated: { ...accepted, authentication: 'required' },
  authenticated_once: { ...accepted, authentication: 'required', reusable: true },
  declined: { ...accepted, decline: DECLINED },
  insufficient_funds: declined('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  expired: declined('expired_card', 'expired_card', 'Your card has expired.'),
  incorrect_cvc: declined('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."),
  processing_error: declined(
    'processing_error',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ),
  lost: declined('card_declined', 'lost_card', 'Your card was declined.'),
  disputed: { ...accepted, disputed: true },
  authenticated_then_declined: { authentication: 'required', decline: DECLINED, disputed: false },
  live_card: declined(
    'card_declined',
    'test_mode_live_card',
    'Your card was declined. Your request was in test mode, but used a non test (live) card.',
  ),
} satisfies Record<string, CardBehaviour>;
export type BehaviourName = keyof typeof behaviours;

export function behaviourOf(name: string): CardBehaviour {
  return isBehaviour(name) ? behaviours[name] : behaviours.live_card;
}

const isBehaviour = (name: string): name is BehaviourName => Object.hasOwn(behaviours, name);

const numbers: Record<string, BehaviourName> = {
  '4242424242424242': 'accepted',
  '4000056655665556': 'accepted',
  '4000000360000006': 'accepted',
  '5555555555554444': 'accepted',
  '2223003122003222': 'accepted',
  '378282246310005': 'accepted',
  '4000002500003155': 'authenticated_once',
  '4000002760003184': 'authenticated',
  '4000000000000002': 'declined',
  '4000000000009995': 'insufficient_funds',
  '4000000000000069': 'expired',
  '4000000000000127': 'incorrect_cvc',
  '4000000000000119': 'processing_error',
  '4000000000009987': 'lost',
  '4000000000000259': 'disputed',
  '4000008400001629': 'authenticated_then_declined',
};

/** Names that a secret key may use in place of a number. */
const named: Record<string, string> = {
  card_visa: '4242424242424242',
  card_mastercard: '5555555555554444',
  card_amex: '378282246310005',
  card_au: '4000000360000006',
  card_authenticationRequired: '4000002760003184',
  card_authenticationRequiredOnSetup: '4000002500003155',
  card_threeDSecure2Required: '4000002760003184',
  card_authenticationRequiredChargeDeclined: '4000008400001629',
  card_chargeDeclined: '4000000000000002',
  card_chargeDeclinedInsufficientFunds: '4000000000009995',
  card_chargeDeclinedExpiredCard: '4000000000000069',
  card_chargeDeclinedIncorrectCvc: '4000000000000127',
  card_chargeDeclinedProcessingError: '4000000000000119',
  card_visa_chargeDeclined: '4000000000000002',
  card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  card_createDispute: '4000000000000259',
};

/** The number behind `pm_card_visa`, `tok_visa` and their like. */
export function numberOfName(name: string): string | undefined {
  const key = name.replace(/^(pm_|tok_)/, '');
  return named[key] ?? named[`card_${key}`];
}

/** Looks a number up. A number that is no test card is treated as live and declined, and is not kept. */
export function cardOfNumber(number: string): Card {
  const digits = number.replace(/[\s-]/g, '');
  return { brand: brandOf(digits), last4: digits.slice(-4), behaviour: numbers[digits] ?? 'live_card' };
}

function brandOf(digits: string): string {
  if (/^3[47]/.test(digits)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'mastercard';
  if (/^4/.test(digits)) return 'visa';
  return 'unknown';
}

/** The checksum every card number carries (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    let digit = Number(digits[digits.length - 1 - place]);
    if (place % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}
