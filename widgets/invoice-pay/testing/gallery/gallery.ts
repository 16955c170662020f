import { ContextProvider } from '@lit/context';
import { sessionContext } from '../../../kit/session/session-context.ts';
import '../../invoice-pay.define.ts';
import { credit } from '../facts.ts';
import { fakeStripe } from '../fake-stripe.ts';
import { believableInvoices, StubServer } from '../stub-server.ts';
import { stubSession } from '../stub-session.ts';

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
const session = stubSession(server);
new ContextProvider(document.body, { context: sessionContext, initialValue: session });
Object.assign(window, { session, server, stripe: fakeStripe() });
const widget = document.createElement('foyer-invoice-pay');
for (const [name, value] of new URLSearchParams(location.search)) widget.setAttribute(name, value);
document.body.append(widget);
