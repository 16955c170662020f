import { type PDFDocument, PDFHexString, PDFName, PDFNumber } from 'pdf-lib';
import { paper } from './look.ts';

/** A document in a file of several. */
export type Part = { name: string /** Counted from 0. */; firstPage: number; footer: string | null };

/** The list beside the pages by which a reader jumps to a part (ISO 32000-1, 12.3.3). */
export function writeOutline(file: PDFDocument, parts: readonly Part[]): void {
  const { context, catalog } = file;
  const pages = file.getPages();
  const root = context.nextRef();
  const refs = parts.map(() => context.nextRef());
  parts.forEach(({ name, firstPage }, n) => {
    const item = context.obj({
      Title: PDFHexString.fromText(name),
      Parent: root,
      Dest: [pages[firstPage]?.ref ?? null, 'XYZ', 0, paper.height, 0],
    });
    const [previous, next] = [refs[n - 1], refs[n + 1]];
    if (previous) item.set(PDFName.of('Prev'), previous);
    if (next) item.set(PDFName.of('Next'), next);
    const ref = refs[n];
    if (ref) context.assign(ref, item);
  });
  const [first = root, last = root] = [refs[0], refs.at(-1)];
  context.assign(
    root,
    context.obj({ Type: 'Outlines', First: first, Last: last, Count: PDFNumber.of(parts.length) }),
  );
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}
