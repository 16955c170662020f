import { describe, expect, it } from 'vitest';
import { promiseStatusOf } from './promises.model.ts';

describe('a promise to pay', () => {
  it.each([
    [0, '2026-03-03', false, 'open'],
    [99, '2026-03-02', false, 'broken'],
    [99, '2026-03-03', false, 'open'],
    [100, '2026-03-02', false, 'kept'],
    [150, '2026-03-09', false, 'kept'],
    [100, '2026-03-02', true, 'withdrawn'],
  ])('F2 with %i of 100 settled, for %s, is as it is', (settledCents, promisedOn, withdrawn, status) => {
    expect(promiseStatusOf({ amountCents: 100, settledCents, promisedOn, withdrawn }, '2026-03-03')).toBe(
      status,
    );
  });
});
