import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Failure } from './failure.ts';
import {
  failed,
  idle,
  type LoadState,
  loaded,
  loading,
  sessionExpired,
  shown,
  wentOffline,
} from './load-state.ts';

const first = { data: ['a'], asOf: '2026-03-03T03:00:00Z' };
const later = { data: ['b'], asOf: '2026-03-03T03:05:00Z' };
const failure = (facts: Partial<Failure> = {}): Failure => ({
  code: 'http_500',
  message: 'no',
  status: 500,
  requestId: 'r1',
  retryable: true,
  ...facts,
});
const ready: LoadState<string[]> = loaded(idle, first);

describe('what came', () => {
  test('is ready, empty or partial', () => {
    expect(ready).toEqual({ kind: 'ready', ...first });
    expect(loaded(idle, { ...first, data: [] }, { empty: true }).kind).toBe('empty');
    expect(loaded(idle, first, { missing: ['aging'] })).toMatchObject({
      kind: 'partial',
      missing: ['aging'],
    });
  });

  test('is kept while it is loaded again', () => {
    expect(shown(loading(ready))).toEqual(first);
  });

  test('is not replaced by an older answer that was overtaken', () => {
    const newest = loaded(loading(ready), later);
    expect(loaded(newest, first)).toEqual({ kind: 'ready', ...later });
    expect(loaded(newest, { ...first, data: [] }, { empty: true })).toEqual({ kind: 'ready', ...later });
  });
});

describe('a failure', () => {
  test('is an error with nothing to show, and stale with something', () => {
    expect(failed(idle, failure()).kind).toBe('error');
    expect(failed(loading(ready), failure())).toMatchObject({ kind: 'stale', ...first });
  });

  test.each([
    [{ code: 'offline', status: 0 }, 'offline'],
    [{ status: 401 }, 'expired'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 412 }, 'conflict'],
    [{ status: 409 }, 'conflict'],
  ])('of %j is %s', (facts, kind) => {
    expect(failed(ready, failure(facts)).kind).toBe(kind);
  });

  test('never shows again what may no longer be seen', () => {
    expect(shown(failed(ready, failure({ status: 403 })))).toBeUndefined();
  });
});

test('outage and expiry keep what is shown, in any order and number', () => {
  const steps = [
    loading<string[]>,
    wentOffline<string[]>,
    sessionExpired<string[]>,
    (state: LoadState<string[]>) => failed(state, failure()),
    (state: LoadState<string[]>) => failed(state, failure({ code: 'offline', status: 0 })),
    (state: LoadState<string[]>) => failed(state, failure({ status: 412 })),
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps)), (taken) => {
      expect(shown(taken.reduce((state, step) => step(state), ready))).toEqual(first);
    }),
  );
});
