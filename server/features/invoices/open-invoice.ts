import { audit } from '../../db/audit.ts';
import type { Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Invoice } from './invoices.contract.ts';
import { showInvoice } from './show-invoice.ts';
import { insertView } from './views.repository.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: { id: string } };

/** The invoice, to somebody who looks at it: the first look of one of the client's people stays on record. */
export async function openInvoice(args: Args): Promise<Invoice> {
  const invoice = await showInvoice(args);
  if (invoice.viewedAt !== null || !isViewer(args.ctx.scope)) return invoice;
  await noteView(args);
  return showInvoice(args);
}

/** Notes the first view of an invoice (E31). */
export async function noteView({ ctx: { scope }, deps, input }: Args): Promise<void> {
  if (!isViewer(scope)) return;
  await deps.db.write(scope, async (tx) => {
    const isFirst = await insertView(tx, scope, { invoiceId: input.id, at: deps.clock.now() });
    if (!isFirst) return;
    await audit(tx, scope, { action: 'invoice.viewed', subjectType: 'invoice', subjectId: input.id });
  });
}

/** The contractor's own people and machines view nothing in this sense. */
const isViewer = ({ house, actor }: Scope): boolean => !house && actor.kind === 'user';
