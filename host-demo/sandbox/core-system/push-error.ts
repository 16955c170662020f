/** Why a push stopped, in words for whoever started it. */
export class PushError extends Error {
  override readonly name = 'PushError';
}
