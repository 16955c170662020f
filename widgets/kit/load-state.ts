import type { Failure } from './failure.ts';

/**
 * Where the data of a widget, or of one part of it, stands. Data once shown is kept through every later trouble:
 * only `error`, `forbidden`, `loading` and `idle` may be without it.
 */
export type LoadState<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly previous: Shown<T> | undefined }
  | ({ readonly kind: 'ready' } & Shown<T>)
  | ({ readonly kind: 'empty' } & Shown<T>)
  /** Some of it came; `missing` names what did not. */
  | ({ readonly kind: 'partial'; readonly missing: readonly string[] } & Shown<T>)
  /** The last refresh failed; what is shown is as of `asOf`. */
  | ({ readonly kind: 'stale'; readonly failure: Failure } & Shown<T>)
  | { readonly kind: 'offline'; readonly previous: Shown<T> | undefined }
  | { readonly kind: 'error'; readonly failure: Failure }
  | { readonly kind: 'forbidden'; readonly failure: Failure }
  | { readonly kind: 'expired'; readonly previous: Shown<T> | undefined }
  /** Somebody changed it meanwhile: show both, let the user decide. */
  | ({ readonly kind: 'conflict'; readonly failure: Failure } & Shown<T>);

export type Shown<T> = {
  readonly data: T;
  /** ISO instant as of which the data is true. */
  readonly asOf: string;
};

export const idle: LoadState<never> = { kind: 'idle' };

/** What can be shown in this state, if anything. */
export function shown<T>(state: LoadState<T>): Shown<T> | undefined {
  if ('data' in state) return { data: state.data, asOf: state.asOf };
  return 'previous' in state ? state.previous : undefined;
}

/** Loading begins, first or again. */
export function loading<T>(state: LoadState<T>): LoadState<T> {
  return { kind: 'loading', previous: shown(state) };
}

/** An answer came. An older answer than the one shown is dropped: answers may overtake each other. */
export function loaded<T>(
  state: LoadState<T>,
  next: Shown<T>,
  facts: { readonly empty?: boolean; readonly missing?: readonly string[] } = {},
): LoadState<T> {
  const current = shown(state);
  const data = current && current.asOf > next.asOf ? current : next;
  if (facts.missing?.length) return { kind: 'partial', missing: facts.missing, ...data };
  return { kind: facts.empty && data === next ? 'empty' : 'ready', ...data };
}

/** A request failed. Without a connection and with an ended session, the states say so; a 412 or 409 is a conflict. */
export function failed<T>(state: LoadState<T>, failure: Failure): LoadState<T> {
  const previous = shown(state);
  if (failure.code === 'offline') return { kind: 'offline', previous };
  if (failure.status === 401 || failure.code === 'session_expired') return { kind: 'expired', previous };
  if (failure.status === 403) return { kind: 'forbidden', failure };
  if (!previous) return { kind: 'error', failure };
  if (failure.status === 409 || failure.status === 412) return { kind: 'conflict', failure, ...previous };
  return { kind: 'stale', failure, ...previous };
}

/** The page lost its connection, without a request having failed. */
export function wentOffline<T>(state: LoadState<T>): LoadState<T> {
  return { kind: 'offline', previous: shown(state) };
}

/** The session ended. What was shown stays, so that nothing typed is lost. */
export function sessionExpired<T>(state: LoadState<T>): LoadState<T> {
  return { kind: 'expired', previous: shown(state) };
}
