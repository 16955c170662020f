import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import { file, sendFile, sendPdf } from '../../http/file-answer.ts';
import type { Deps } from '../../ports/deps.ts';
import { exportStatement, printStatement } from './print-statement.ts';
import { showStatement } from './show-statement.ts';
import { statement, statementPaperQuery, statementQuery } from './statements.contract.ts';

export const statementRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin' | 'rails'>) => {
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
      summary: 'The statement as PDF, alone or with the tax invoices that it names',
      description: 'At most 50 invoices can follow it; more are refused, never left out.',
      request: { query: statementPaperQuery },
      responses: {
        200: file('application/pdf', 'The document'),
      },
      problems: ['too_many_invoices'],
    }),
    async (c) => {
      const { name, bytes } = await printStatement({ ctx: ctxOf(c), deps, input: c.req.valid('query') });
      return sendPdf(c, name, bytes);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/statements/csv',
      access: 'invoices:read',
      summary: 'The statement for spreadsheets',
      request: { query: statementQuery },
      responses: { 200: file('text/csv', 'The file') },
    }),
    async (c) => {
      const { name, text } = await exportStatement({ ctx: ctxOf(c), deps, input: c.req.valid('query') });
      return sendFile(c, { name, content: text, type: 'text/csv; charset=utf-8', as: 'attachment' });
    },
  );
  return router;
};
