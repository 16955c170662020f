import { expect, test } from 'vitest';
import { FoyerProblem } from './client/problem.ts';
import { toFailure } from './failure.ts';

test('a problem keeps its code and request id', () => {
  const problem = new FoyerProblem({ code: 'over_limit', title: 'Too much', status: 422, requestId: 'r1' });
  expect(toFailure(problem)).toEqual({
    code: 'over_limit',
    message: 'Too much',
    status: 422,
    requestId: 'r1',
    retryable: false,
  });
});

test('a problem of another copy of the kit is known by its shape', () => {
  const foreign = Object.assign(new Error('Later'), {
    name: 'FoyerProblem',
    code: 'http_503',
    status: 503,
    retryable: true,
  });
  expect(toFailure(foreign)).toMatchObject({
    code: 'http_503',
    status: 503,
    retryable: true,
    requestId: undefined,
  });
});

test.each([[new TypeError('x is undefined')], ['a string'], [undefined], [null], [{ code: 1 }]])(
  '%s is a fault of the widget',
  (thrown) => {
    expect(toFailure(thrown)).toMatchObject({ code: 'widget_failed', status: 0, retryable: true });
  },
);
