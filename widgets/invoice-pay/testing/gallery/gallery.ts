import { ContextProvider } from '@lit/context';
import { sessionContext } from '../../../kit/session/session-context.ts';
import '../../invoice-pay.define.ts';
import { credit, paymentOf } from '../facts.ts';
import { fakeStripe } from '../fake-stripe.ts';
import { believableInvoices, StubServer } from '../stub-server.ts';
import { stubSession } from '../stub-session.ts';
import { movement, timelineOf } from '../stub-timeline.ts';

/** The widget with made-up data, for looking at it: attributes come from the query, such as `?theme=dark&locale=ar`. */
const server = new StubServer(
  believableInvoices().map((one) => (one.number === 'INV-20405' ? { ...one, disputedCents: 12_050 } : one)),
);
server.credits = [
  credit(1, { remainingCents: 60_000 }),
  credit(2, {
    kind: 'payment',
    number: 'R-1007',
    ofInvoiceNumber: null,
    reason: null,
    remainingCents: 4_550,
  }),
];
await server.answer({
  method: 'POST',
  path: '/v1/disputes',
  query: {},
  key: undefined,
  body: {
    subject: { type: 'invoice_line', invoiceId: server.invoices[2]?.id, lineNo: 1 },
    reasonCode: 'incomplete',
    amountCents: 120_000,
    description: 'Levels 4 and 7 were not cleaned in the last week of October.',
    evidenceIds: [],
  },
});
await server.answer({
  method: 'POST',
  path: '/v1/disputes',
  query: {},
  key: undefined,
  body: {
    subject: { type: 'invoice_line', invoiceId: server.invoices[6]?.id, lineNo: 2 },
    reasonCode: 'duplicate',
    amountCents: 45_000,
    description: 'Invoiced in October already.',
    evidenceIds: [],
  },
});
server.account.settle([...server.account.disputes.keys()][1] ?? '', 45_000);
const [, second, third] = server.invoices.map(({ id, number }) => ({
  invoiceId: id,
  invoiceNumber: number,
  amountCents: 44_000,
  allocatedCents: 44_000,
  poNumber: null,
  costCentre: null,
}));
if (!second || !third) throw new Error('There are too few invoices.');
const settled = { status: 'succeeded', handover: null, clearedAt: '2026-11-12T23:41:00.000Z' } as const;
const partly = paymentOf(1, {
  ...settled,
  status: 'refunded_part',
  amountCents: 1_298_088,
  surchargeCents: 10_313,
  refundedCents: 120_000,
  clientReference: 'AP run 46, properties north',
  receipt: { id: 'r1', number: 'R-1042' },
  lines: [{ ...third, amountCents: 1_243_775, allocatedCents: 1_243_775 }],
  credits: [
    {
      kind: 'credit_note',
      id: 'c1',
      number: 'CN-3011',
      invoiceId: third.invoiceId,
      invoiceNumber: third.invoiceNumber,
      amountCents: 5_000,
      allocatedCents: 5_000,
    },
  ],
});
const took = timelineOf(partly);
const timelines = [
  timelineOf(partly, {
    items: [
      ...took.items,
      movement('refund', -120_000, { document: { kind: 'receipt', id: 'r1', number: 'R-1042' } }),
      movement('reversed', -120_000, { invoiceId: third.invoiceId, invoiceNumber: third.invoiceNumber }),
    ],
    heldCents: 1_167_775,
    allocatedCents: 1_167_775,
    unallocatedCents: 0,
    hiddenCents: 44_000,
  }),
];
for (const one of [
  paymentOf(2, { rail: 'eft', amountCents: 44_000, handover: null, lines: [second] }),
  partly,
])
  server.payments.set(one.id, one);
server.intercept = ({ path }) =>
  timelines.find(({ paymentId }) => path === `/v1/payments/${paymentId}/movements`);
const session = stubSession(server);
new ContextProvider(document.body, { context: sessionContext, initialValue: session });
Object.assign(window, { session, server, stripe: fakeStripe() });
const widget = document.createElement('foyer-invoice-pay');
for (const [name, value] of new URLSearchParams(location.search)) widget.setAttribute(name, value);
document.body.append(widget);
