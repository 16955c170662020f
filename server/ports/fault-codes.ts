/**
 * The closed list of problem codes (RFC 9457 documents carry one). Widgets map each to words; partners program
 * against them; removing or renaming one breaks both.
 */
export const faultCodes = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  idempotency_key_missing: { status: 400, title: 'An Idempotency-Key header is needed' },
  invalid_cursor: { status: 400, title: 'The cursor is not one of ours' },
  unauthenticated: { status: 401, title: 'Sign in to go on' },
  invalid_credentials: { status: 401, title: 'Email or password is not right' },
  invalid_client_secret: { status: 401, title: 'The client secret is not valid or was used' },
  session_expired: { status: 401, title: 'The session has ended' },
  signature_invalid: { status: 400, title: 'The signature does not match' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  cross_site_refused: { status: 403, title: 'The request came from another site' },
  origin_not_allowed: { status: 403, title: 'This origin is not registered' },
  client_not_chosen: { status: 403, title: 'Choose a client first' },
  access_window_closed: { status: 403, title: 'Your access is not open at this time' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This method is not offered here' },
  conflict: { status: 409, title: 'It changed meanwhile' },
  idempotency_in_flight: { status: 409, title: 'The same request is still being worked on' },
  payment_in_progress: { status: 409, title: 'A payment of this invoice is being cleared' },
  payment_superseded: { status: 409, title: 'A newer payment took the place of this one' },
  payment_not_cancellable: { status: 409, title: 'The payment can no longer be cancelled' },
  invoice_not_payable: { status: 409, title: 'The invoice cannot be paid' },
  amount_above_balance: { status: 409, title: 'The amount is above what is owed' },
  amount_changed: { status: 409, title: 'The total is not what was shown' },
  precondition_failed: { status: 412, title: 'It changed since you read it' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not accepted here' },
  idempotency_mismatch: { status: 422, title: 'The same key came with another request' },
  batch_refused: { status: 422, title: 'The batch was refused whole' },
  precondition_required: { status: 428, title: 'An If-Match header is needed' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  vendor_unavailable: { status: 503, title: 'The payment service does not answer' },
  outcome_unknown: { status: 503, title: 'The outcome is not known yet' },
  service_unavailable: { status: 503, title: 'The service is not available' },
} as const;

export type FaultCode = keyof typeof faultCodes;
