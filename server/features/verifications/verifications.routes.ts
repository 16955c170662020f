import { z } from '@hono/zod-openapi';
import { endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { Deps } from '../../ports/deps.ts';
import { documentCode, verification } from './verifications.contract.ts';
import { verifyDocument } from './verify-document.ts';

export const verificationRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'rails'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/verifications/{code}',
      access: 'public',
      summary: 'What was issued under the code on a paper',
      description:
        'For whoever is asked to pay: total, bank details and standing as they are here, to be held against the paper. Limited to few tries an address.',
      request: { params: z.object({ code: documentCode }) },
      responses: { 200: json(verification, 'The document as it was issued, and how it stands') },
      problems: ['not_found'],
    }),
    async (c) => {
      const answer = await verifyDocument({
        deps,
        log: c.get('log'),
        traceId: c.get('traceId'),
        input: c.req.valid('param'),
      });
      return c.json(answer, 200);
    },
  );
  return router;
};
