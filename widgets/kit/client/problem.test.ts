import { expect } from '@open-wc/testing';
import { isFoyerProblem, problemFromResponse } from './problem.ts';

describe('problem documents', () => {
  it('carry code, request id and fields', async () => {
    const body = {
      type: 'about:blank',
      title: 'Some fields are wrong.',
      status: 422,
      code: 'invalid_body',
      requestId: 'req_1',
      errors: [{ path: 'amountCents', code: 'too_small', message: 'At least one cent.' }, 'noise'],
    };
    const problem = await problemFromResponse(new Response(JSON.stringify(body), { status: 422 }));
    expect(problem).to.include({ code: 'invalid_body', requestId: 'req_1', status: 422, retryable: false });
    expect(problem.errors).to.have.length(1);
    expect(isFoyerProblem(problem)).to.equal(true);
  });

  it('are made from a proxy’s page too', async () => {
    const headers = { 'x-request-id': 'req_2', 'retry-after': '7' };
    const problem = await problemFromResponse(new Response('<h1>Bad gateway</h1>', { status: 502, headers }));
    expect(problem).to.include({
      code: 'http_502',
      requestId: 'req_2',
      retryable: true,
      retryAfterMs: 7_000,
    });
  });

  it('survive bodies of any shape', async () => {
    for (const body of ['null', '[]', '"x"', '{"code":7,"errors":{}}', '{', '']) {
      const problem = await problemFromResponse(new Response(body, { status: 400 }));
      expect(problem.code).to.equal('http_400');
      expect(problem.errors).to.deep.equal([]);
    }
  });
});
