import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import { file, sendPdf } from '../../http/file-answer.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { creditNote, creditNotePage, creditNoteQuery } from './credit-notes.contract.ts';
import { listCreditNotes } from './list-credit-notes.ts';
import { printCreditNote } from './print-credit-note.ts';
import { showCreditNote } from './show-credit-note.ts';

const params = z.object({ id });

export const creditNoteRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'supplier'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/credit-notes',
      access: 'invoices:read',
      summary: 'Credit notes, newest first',
      request: { query: creditNoteQuery },
      responses: { 200: json(creditNotePage, 'A page of credit notes') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listCreditNotes({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/credit-notes/{id}',
      access: 'invoices:read',
      summary: 'A credit note with its lines and where it was used',
      request: { params },
      responses: { 200: json(creditNote, 'The credit note') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await showCreditNote({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/credit-notes/{id}/pdf',
      access: 'invoices:read',
      summary: 'The adjustment note as PDF',
      request: { params },
      responses: {
        200: file('application/pdf', 'The document'),
      },
      problems: ['not_found'],
    }),
    async (c) => {
      const { name, bytes } = await printCreditNote({ ctx: ctxOf(c), deps, input: c.req.valid('param') });
      return sendPdf(c, name, bytes);
    },
  );
  return router;
};
