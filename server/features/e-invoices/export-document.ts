import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { showCreditNote } from '../credit-notes/index.ts';
import { showInvoice } from '../invoices/index.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: { id: string } };

/** The invoice for the payer's system, from the same facts that the screen shows. */
export async function exportInvoice(args: Args): Promise<{ name: string; xml: string }> {
  const invoice = await showInvoice(args);
  // Loaded when first asked for, as for paper.
  const { peppolInvoice } = await import('./peppol.model.ts');
  return { name: `${invoice.number}.xml`, xml: peppolInvoice(invoice) };
}

export async function exportCreditNote(args: Args): Promise<{ name: string; xml: string }> {
  const note = await showCreditNote(args);
  const { peppolCreditNote } = await import('./peppol.model.ts');
  return { name: `${note.number}.xml`, xml: peppolCreditNote(note) };
}
