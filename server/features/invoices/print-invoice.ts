import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { codeDocument, printedCode } from '../document-codes/index.ts';
import { showBankReference } from './show-bank-reference.ts';
import { showInvoice } from './show-invoice.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin' | 'rails'>;
  input: { id: string };
};

/** The tax invoice as PDF, drawn from the same facts that the screen shows. */
export async function printInvoice({ ctx, deps, input }: Args): Promise<{ name: string; bytes: Uint8Array }> {
  const invoice = await showInvoice({ ctx, deps, input });
  const payable = invoice.status !== 'void' && invoice.balanceCents > 0;
  const transfer = payable ? await showBankReference({ ctx, deps, input }) : null;
  const code = await codeDocument({ ctx, deps, input: { invoiceId: input.id } });
  // Loaded when first printed: a start would wait 0.2 s for what few requests need.
  const { drawInvoice } = await import('./draw-invoice.ts');
  const bytes = await drawInvoice({
    invoice,
    transfer,
    code: printedCode(code),
    supplier: deps.supplier,
    origin: deps.origin,
    now: deps.clock.now(),
  });
  return { name: `tax-invoice-${invoice.number}.pdf`, bytes };
}
