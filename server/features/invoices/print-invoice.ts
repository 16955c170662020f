import type { PdfSheet } from '../../pdf/document.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { codeDocument, printedCode } from '../document-codes/index.ts';
import type { Drawing } from './draw-invoice.ts';
import { noteView } from './open-invoice.ts';
import { showBankReference } from './show-bank-reference.ts';
import { showInvoice } from './show-invoice.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin' | 'rails'>;
  input: { id: string };
};

/** The tax invoice as PDF, drawn from the same facts that the screen shows. */
export async function printInvoice(args: Args): Promise<{ name: string; bytes: Uint8Array }> {
  const drawing = await readPaper(args);
  if (drawing.invoice.viewedAt === null) await noteView(args);
  // Loaded when first printed: a start would wait 0.2 s for what few requests need.
  const { drawInvoice } = await import('./draw-invoice.ts');
  return { name: `tax-invoice-${drawing.invoice.number}.pdf`, bytes: await drawInvoice(drawing) };
}

/** The same tax invoice, as the next part of a file. */
export async function appendInvoice(sheet: PdfSheet, args: Args): Promise<void> {
  const drawing = await readPaper(args);
  const { drawInvoiceOn } = await import('./draw-invoice.ts');
  sheet.part(`Tax invoice ${drawing.invoice.number}`);
  drawInvoiceOn(sheet, drawing);
}

async function readPaper({ ctx, deps, input }: Args): Promise<Drawing> {
  const invoice = await showInvoice({ ctx, deps, input });
  const payable = invoice.status !== 'void' && invoice.balanceCents > 0;
  const transfer = payable ? await showBankReference({ ctx, deps, input }) : null;
  const code = printedCode(await codeDocument({ ctx, deps, input: { invoiceId: input.id } }));
  const { supplier, origin, clock } = deps;
  return { invoice, transfer, code, supplier, origin, now: clock.now() };
}
