/** What the script on the host's page and the frames on the sandbox's origin say to each other. */

/** First words, by window messages with exact origins; all else goes through the port that follows. */
export type Hello = { kind: 'stripe-frame-hello'; frame: string };
export type Connect = { kind: 'stripe-frame-connect'; frame: string; settings: FrameSettings };

export type Appearance = {
  theme?: string;
  variables?: Record<string, string>;
  rules?: Record<string, Record<string, string>>;
  labels?: string;
  disableAnimations?: boolean;
};

export type MethodType = 'card' | 'au_becs_debit' | 'payto';

export type FrameSettings = {
  appearance: Appearance;
  locale: string;
  name: string;
  email?: string;
  readOnly: boolean;
  /** The ways to pay; absent until the vendor has said. */
  types?: readonly string[];
};

export type FieldName = 'number' | 'expiry' | 'cvc';

export type CardError = { type: string; code?: string; message: string; [more: string]: unknown };

export type ApiAnswer = { paymentIntent?: Intent; setupIntent?: Intent; error?: CardError };

export type Intent = {
  id: string;
  status: string;
  client_secret: string;
  next_action: {
    type: string;
    payto_await_authorization?: unknown;
    use_stripe_sdk?: unknown;
    redirect_to_url?: { url: string };
  } | null;
  last_payment_error?: CardError | null;
  last_setup_error?: CardError | null;
  [more: string]: unknown;
};

export type ConfirmOrder = {
  key: string;
  clientSecret: string;
  billingDetails: Record<string, unknown>;
  returnUrl: string | null;
};

/** From the page to the card frame. */
export type Request =
  | { id: number; method: 'validate' }
  | { id: number; method: 'confirm'; order: ConfirmOrder }
  | { id: number; method: 'settings'; settings: FrameSettings }
  | { id: number; method: 'focus' | 'clear' | 'blur' };

/** From a frame to the page. */
export type FrameMessage =
  | { reply: number; answer: unknown }
  | { notice: 'height'; height: number }
  | { notice: 'ready' | 'focus' | 'blur' }
  | { notice: 'change'; complete: boolean; empty: boolean; type: MethodType }
  | { notice: 'challenge-done' };

/** Narrows what arrives by message; other scripts on the page talk by message too. */
export function hasKind<K extends string>(data: unknown, kind: K): data is { kind: K; frame: string } {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === kind && 'frame' in data;
}
