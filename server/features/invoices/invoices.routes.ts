import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import { file, sendPdf } from '../../http/file-answer.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { ageReceivables } from './age-receivables.ts';
import {
  aging,
  agingQuery,
  invoice,
  invoiceBankReference,
  invoicePage,
  invoiceQuery,
} from './invoices.contract.ts';
import { listInvoices } from './list-invoices.ts';
import { openInvoice } from './open-invoice.ts';
import { printInvoice } from './print-invoice.ts';
import { showBankReference } from './show-bank-reference.ts';

const params = z.object({ id });

export const invoiceRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin' | 'rails'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/invoices',
      access: 'invoices:read',
      summary: 'Invoices, newest first unless sorted otherwise',
      request: { query: invoiceQuery },
      responses: { 200: json(invoicePage, 'A page of invoices') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listInvoices({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/invoices/{id}',
      access: 'invoices:read',
      summary: 'An invoice with its lines and its history',
      request: { params },
      responses: { 200: json(invoice, 'The invoice') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await openInvoice({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/invoices/{id}/bank-reference',
      access: 'invoices:read',
      summary: 'How to pay an invoice by BPAY or bank transfer',
      description: 'The reference is made when it is first asked for, and stays.',
      request: { params },
      responses: { 200: json(invoiceBankReference, 'Biller, account and reference') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await showBankReference({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/invoices/{id}/pdf',
      access: 'invoices:read',
      summary: 'The tax invoice as PDF',
      request: { params },
      responses: {
        200: file('application/pdf', 'The document'),
      },
      problems: ['not_found'],
    }),
    async (c) => {
      const { name, bytes } = await printInvoice({ ctx: ctxOf(c), deps, input: c.req.valid('param') });
      return sendPdf(c, name, bytes);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/receivables/aging',
      access: 'invoices:read',
      summary: 'What is owed, by days overdue',
      request: { query: agingQuery },
      responses: { 200: json(aging, 'Open balances by bucket') },
    }),
    async (c) => c.json(await ageReceivables({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  return router;
};
