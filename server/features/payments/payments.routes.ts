import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter, resourceIdOf } from '../../http/endpoint.ts';
import { file, sendPdf } from '../../http/file-answer.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { cancelPayment } from './cancel-payment.ts';
import { getReceipt, getReceiptPdf } from './get-receipt.ts';
import { listCredits } from './list-credits.ts';
import { listPayments } from './list-payments.ts';
import { offerPaymentOptions } from './offer-payment-options.ts';
import { payInvoices } from './pay-invoices.ts';
import { paymentTimeline } from './payment-timeline.contract.ts';
import {
  availableCredits,
  payment,
  paymentOptions,
  paymentOptionsQuery,
  paymentPage,
  paymentQuery,
  paymentRequest,
  receipt,
} from './payments.contract.ts';
import { settlePayment } from './settle-payment.ts';
import { showPayment } from './show-payment.ts';
import { showTimeline } from './show-timeline.ts';

type RouteDeps = Pick<
  Deps,
  'db' | 'identityDb' | 'clock' | 'ids' | 'queue' | 'gateways' | 'rails' | 'supplier'
>;

const params = z.object({ id });

export const paymentRoutes = (deps: RouteDeps) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/payments',
      access: 'invoices:pay',
      idempotent: true,
      resumes: true,
      summary: 'Open a payment of one or several invoices',
      description:
        'Answers with what the browser needs to finish it at the vendor. A payment that is `unknown` is found out by ' +
        'itself: read it again, and do not send another.',
      request: { body: { required: true, content: { 'application/json': { schema: paymentRequest } } } },
      responses: { 201: json(payment, 'The payment, waiting for the payer') },
      problems: [
        'not_found',
        'amount_changed',
        'surcharge_changed',
        'amount_above_balance',
        'invoice_not_payable',
        'credit_above_remainder',
        'po_number_missing',
        'rail_not_offered',
        'payment_in_progress',
        'payment_superseded',
        'vendor_unavailable',
      ],
    }),
    async (c) => {
      const input = { id: resourceIdOf(c), request: c.req.valid('json') };
      return c.json(await payInvoices({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/payment-options',
      access: 'invoices:pay',
      summary: 'The ways to pay a total',
      description:
        'Limits and dated surcharges of each rail; a surcharge is zero where none is lawful and agreed.',
      request: { query: paymentOptionsQuery },
      responses: { 200: json(paymentOptions, 'Every rail, offered or why not') },
    }),
    (c) => c.json(offerPaymentOptions({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/credits',
      access: 'invoices:read',
      summary: 'What the client can pay with besides money',
      responses: { 200: json(availableCredits, 'Credit notes that hold something, and money on account') },
    }),
    async (c) => c.json(await listCredits({ ctx: ctxOf(c), deps }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/payments',
      access: 'invoices:read',
      summary: 'Payments, newest first',
      request: { query: paymentQuery },
      responses: { 200: json(paymentPage, 'A page of payments; none carries a handover') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listPayments({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/payments/{id}',
      access: 'invoices:read',
      summary: 'A payment',
      request: { params },
      responses: { 200: json(payment, 'The payment') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await showPayment({ ctx: ctxOf(c), deps, id: c.req.valid('param').id }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/payments/{id}/movements',
      access: 'invoices:read',
      summary: 'Every movement of a payment, in order',
      description:
        'What came in, what went back and which invoice took it; the sums are those of the ledger.',
      request: { params },
      responses: { 200: json(paymentTimeline, 'The movements and what they come to') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await showTimeline({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/payments/{id}/settle',
      access: 'invoices:pay',
      summary: 'Read the outcome from the vendor now',
      description: 'Asking twice changes nothing.',
      request: { params },
      responses: { 200: json(payment, 'The payment as the vendor says it stands') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await settlePayment({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/payments/{id}/cancel',
      access: 'invoices:pay',
      summary: 'End a payment that nobody has paid',
      request: { params },
      responses: { 200: json(payment, 'The cancelled payment') },
      problems: ['not_found', 'payment_not_cancellable', 'vendor_unavailable'],
    }),
    async (c) => c.json(await cancelPayment({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/receipts/{id}',
      access: 'invoices:read',
      summary: 'A receipt, as it was issued',
      request: { params },
      responses: { 200: json(receipt, 'The receipt') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await getReceipt({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/receipts/{id}/pdf',
      access: 'invoices:read',
      summary: 'A receipt as PDF',
      request: { params },
      responses: {
        200: file('application/pdf', 'The receipt'),
      },
      problems: ['not_found'],
    }),
    async (c) => {
      const { filename, bytes } = await getReceiptPdf({ ctx: ctxOf(c), deps, input: c.req.valid('param') });
      return sendPdf(c, filename, bytes, 'attachment');
    },
  );
  return router;
};
