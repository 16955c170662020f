import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { showCreditNote } from './show-credit-note.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: { id: string } };

/** The adjustment note as PDF, drawn from the same facts that the screen shows. */
export async function printCreditNote({
  ctx,
  deps,
  input,
}: Args): Promise<{ name: string; bytes: Uint8Array }> {
  const note = await showCreditNote({ ctx, deps, input });
  // Loaded when first printed: a start would wait for what few requests need.
  const { drawCreditNote } = await import('./draw-credit-note.ts');
  const bytes = await drawCreditNote({ note, supplier: deps.supplier, now: deps.clock.now() });
  return { name: `adjustment-note-${note.number}.pdf`, bytes };
}
