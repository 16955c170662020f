import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { Deps } from '../../ports/deps.ts';
import { exportStatement, printStatement } from './print-statement.ts';
import { showStatement } from './show-statement.ts';
import { statement, statementQuery } from './statements.contract.ts';

export const statementRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/statements',
      access: 'invoices:read',
      summary: 'A statement: open items at the end of a day, or the activity between two',
      description: 'The opening balance and the lines add up to the closing balance, to the cent.',
      request: { query: statementQuery },
      responses: { 200: json(statement, 'The statement') },
    }),
    async (c) => c.json(await showStatement({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/statements/pdf',
      access: 'invoices:read',
      summary: 'The statement as PDF',
      request: { query: statementQuery },
      responses: {
        200: {
          description: 'The document',
          content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
        },
      },
    }),
    async (c) => {
      const { name, bytes } = await printStatement({ ctx: ctxOf(c), deps, input: c.req.valid('query') });
      return c.body(new Uint8Array(bytes).buffer, 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${name}"`,
        'cache-control': 'no-store',
      });
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/statements/csv',
      access: 'invoices:read',
      summary: 'The statement for spreadsheets',
      request: { query: statementQuery },
      responses: { 200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } } },
    }),
    async (c) => {
      const { name, text } = await exportStatement({ ctx: ctxOf(c), deps, input: c.req.valid('query') });
      return c.body(text, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      });
    },
  );
  return router;
};
