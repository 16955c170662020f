import { ContextProvider } from '@lit/context';
import { sessionContext } from '../../../kit/session/session-context.ts';
import '../../invoice-pay.define.ts';
import { fakeStripe } from '../fake-stripe.ts';
import { stubSession } from '../stub-session.ts';

/** The widget with made-up data, for looking at it: attributes come from the query, such as `?theme=dark&locale=ar`. */
const session = stubSession();
new ContextProvider(document.body, { context: sessionContext, initialValue: session });
Object.assign(window, { session, stripe: fakeStripe() });
const widget = document.createElement('foyer-invoice-pay');
for (const [name, value] of new URLSearchParams(location.search)) widget.setAttribute(name, value);
document.body.append(widget);
