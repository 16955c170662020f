import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { drawInvoice } from './draw-invoice.ts';
import { showInvoice } from './show-invoice.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin'>;
  input: { id: string };
};

/** The tax invoice as PDF, drawn from the same facts that the screen shows. */
export async function printInvoice({ ctx, deps, input }: Args): Promise<{ name: string; bytes: Uint8Array }> {
  const invoice = await showInvoice({ ctx, deps, input });
  const bytes = await drawInvoice({
    invoice,
    supplier: deps.supplier,
    origin: deps.origin,
    now: deps.clock.now(),
  });
  return { name: `tax-invoice-${invoice.number.replace(/[^A-Za-z0-9._-]/g, '-')}.pdf`, bytes };
}
