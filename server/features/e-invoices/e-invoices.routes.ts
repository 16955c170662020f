import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, newRouter } from '../../http/endpoint.ts';
import { file, sendFile } from '../../http/file-answer.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { exportCreditNote, exportInvoice } from './export-document.ts';

const params = z.object({ id });
const documents = [
  ['/v1/invoices/{id}/peppol', 'The invoice as Peppol PINT A-NZ XML', exportInvoice],
  ['/v1/credit-notes/{id}/peppol', 'The credit note as Peppol PINT A-NZ XML', exportCreditNote],
] as const;

export const eInvoiceRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'supplier'>) => {
  const router = newRouter();
  for (const [path, summary, exportDocument] of documents)
    router.openapi(
      endpoint({
        method: 'get',
        path,
        access: 'invoices:read',
        summary,
        request: { params },
        responses: { 200: file('application/xml', 'The document') },
        problems: ['not_found'],
      }),
      async (c) => {
        const { name, xml } = await exportDocument({ ctx: ctxOf(c), deps, input: c.req.valid('param') });
        return sendFile(c, { name, content: xml, type: 'application/xml; charset=utf-8', as: 'attachment' });
      },
    );
  return router;
};
