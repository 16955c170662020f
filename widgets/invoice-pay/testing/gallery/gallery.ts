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
const session = stubSession(server);
new ContextProvider(document.body, { context: sessionContext, initialValue: session });
Object.assign(window, { session, server, stripe: fakeStripe() });
const widget = document.createElement('foyer-invoice-pay');
for (const [name, value] of new URLSearchParams(location.search)) widget.setAttribute(name, value);
document.body.append(widget);
