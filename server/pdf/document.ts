import { PDFDocument, StandardFonts } from 'pdf-lib';
import { colour, contentWidth, lineHeight, paper, type } from './look.ts';
import { type Part, writeOutline } from './outline.ts';
import { type Link, Pen } from './pen.ts';
import { drawQrNote } from './qr.ts';
import { type Cell, type Column, drawTable } from './table.ts';

export type { Cell, Column } from './table.ts';

export type DocumentFacts = {
  title: string;
  author: string;
  subject: string;
  /** Written into the file; the moment of making when absent. */
  createdAt?: Date;
};

export type Pair = { label: string; value: string };
export type Total = Pair & { strong?: boolean };

/** A printed document that flows: each call draws below the one before and moves on to a new page when it must. */
export type PdfSheet = {
  /** Who writes, and what this is: `Tax invoice INV-2041`. Once, at the top. */
  masthead(
    from: { name: string; lines: readonly string[] },
    what: { title: string; reference: string },
  ): void;
  /** A heading of level 1 (parts) or 2 (inside a part). */
  heading(text: string, level?: 1 | 2): void;
  paragraph(text: string, style?: { muted?: boolean; small?: boolean; bold?: boolean }): void;
  /** Blocks side by side under small labels: addresses, parties. */
  blocks(blocks: readonly { label: string; lines: readonly string[] }[]): void;
  /** Labels over values in a grid of so many columns (4 when not said). */
  keyValues(pairs: readonly Pair[], columns?: number): void;
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void;
  /** Right-aligned sums below a table; a strong one is set off. */
  totals(totals: readonly Total[]): void;
  /** A washed box for what the reader must not miss, and where to follow it. */
  notice(title: string, text: string, link?: Link): void;
  /** An address as a QR code, beside words that say the same. */
  qrNote(note: { title: string; text: string; address: string }): void;
  space(points: number): void;
  /** Begins another document in the same file, on a new page: with a watermark, a footer and page numbers of its own. */
  part(name: string): void;
  /** A word printed pale across every page of the part, such as `PAID`; before anything else is drawn. */
  watermark(word: string): void;
  /** Printed at the foot of every page of the part, left of `Page 1 of 3`. */
  pageNumbers(footer: string): void;
  save(): Promise<Uint8Array>;
};

export async function newDocument(facts: DocumentFacts): Promise<PdfSheet> {
  const file = await PDFDocument.create();
  const moment = facts.createdAt ?? new Date();
  file.setTitle(facts.title, { showInWindowTitleBar: true });
  file.setAuthor(facts.author);
  file.setSubject(facts.subject);
  file.setCreator('Foyer');
  file.setProducer('Foyer');
  file.setLanguage('en-AU');
  file.setCreationDate(moment);
  file.setModificationDate(moment);
  const regular = await file.embedFont(StandardFonts.Helvetica);
  const strong = await file.embedFont(StandardFonts.HelveticaBold);
  return sheetOn(file, new Pen(file, { regular, strong }), facts.title);
}

function sheetOn(file: PDFDocument, pen: Pen, name: string): PdfSheet {
  let part: Part = { name, firstPage: 0, footer: null };
  const parts = [part];
  const right = paper.width - paper.right;
  return {
    masthead(from, what) {
      const half = contentWidth / 2;
      const top = pen.y;
      const name = { size: type.lead, bold: true, ink: colour.accent };
      const muted = { size: type.small + 0.5, ink: colour.muted };
      const title = { size: type.title, bold: true };
      // What it is comes first for those who have it read to them, wherever it stands.
      const rightHeight = pen.tags.within('H1', () => {
        const height = pen.block(pen.lines(what.title, half, title), right, top + 4, title, 'right') - 2;
        const reference = { size: type.lead };
        const references = pen.lines(what.reference, half, reference);
        return height + pen.block(references, right, top - height, reference, 'right');
      });
      const left = pen.tags.within('P', () => {
        const height = pen.block(pen.lines(from.name, half - 20, name), paper.left, top, name) + 2;
        const lines = from.lines.flatMap((line) => pen.lines(line, half - 20, muted));
        return height + pen.block(lines, paper.left, top - height, muted);
      });
      pen.y = top - Math.max(left, rightHeight) - 12;
      pen.rule(pen.y, { ink: colour.accent, thickness: 1.4 });
      pen.y -= 16;
    },
    heading(text, level = 1) {
      const style = { size: level === 1 ? type.lead : type.body, bold: true };
      pen.keep(lineHeight(style.size) + 40);
      const lines = pen.lines(text, contentWidth, style);
      const draw = () => pen.block(lines, paper.left, pen.y, style);
      pen.y -= pen.tags.within(level === 1 ? 'H2' : 'H3', draw) + 5;
    },
    paragraph(text, { muted = false, small = false, bold = false } = {}) {
      const size = small ? type.small : type.body;
      const style = { size, bold, ink: muted ? colour.muted : colour.ink };
      pen.tags.within('P', () => {
        for (const line of pen.lines(text, contentWidth, style)) {
          pen.keep(lineHeight(size));
          pen.text(line, paper.left, pen.y, style);
          pen.y -= lineHeight(size);
        }
      });
      pen.y -= 5;
    },
    blocks(blocks) {
      drawGrid(
        pen,
        blocks.map(({ label, lines }) => ({ label, value: lines.join('\n') })),
        blocks.length,
      );
    },
    keyValues: (pairs, columns = 4) => drawGrid(pen, pairs, columns),
    table: (columns, rows) => drawTable(pen, columns, rows),
    totals(totals) {
      const from = right - 255;
      pen.keep(totals.length * 22);
      const table = pen.tags.add('Table');
      for (const total of totals) {
        const style = total.strong ? { size: type.lead, bold: true } : {};
        const height = total.strong ? 25 : 17;
        if (total.strong) {
          pen.y -= 3;
          // Wider than the figures, which stay in line with the column above.
          pen.wash(from - 8, pen.y, right - from + 16, height - 3);
        }
        const top = pen.y - (total.strong ? 5 : 3);
        const row = pen.tags.add('TR', table);
        pen.tags.within(pen.tags.add('TH', row, 'Row'), () => pen.text(total.label, from, top, style));
        pen.tags.within(pen.tags.add('TD', row), () => pen.text(total.value, right, top, style, 'right'));
        pen.y -= height;
      }
      pen.y -= 8;
    },
    notice(title, text, link) {
      const inner = contentWidth - 28;
      const titles = pen.lines(title, inner, { bold: true });
      const lines = pen.lines(text, inner);
      const rows = titles.length + lines.length + (link ? 1 : 0);
      const height = rows * lineHeight(type.body) + 22;
      pen.keep(height + 8);
      pen.wash(paper.left, pen.y, contentWidth, height);
      pen.wash(paper.left, pen.y, 3, height, colour.accent);
      pen.tags.within('Div', () => {
        const bold = () => pen.block(titles, paper.left + 16, pen.y - 10, { bold: true });
        const used = pen.tags.within('P', bold);
        const read = pen.tags.within('P', () => pen.block(lines, paper.left + 16, pen.y - 11 - used));
        if (link) pen.tags.within('P', () => pen.link(link, paper.left + 16, pen.y - 11 - used - read));
      });
      pen.y -= height + 12;
    },
    qrNote: (note) => drawQrNote(pen, note),
    space(points) {
      pen.y -= points;
    },
    part(name) {
      pen.watermark = null;
      pen.nextPage();
      part = { name, firstPage: file.getPageCount() - 1, footer: null };
      parts.push(part);
    },
    watermark(word) {
      pen.watermark = word;
      for (const page of file.getPages().slice(part.firstPage)) pen.drawWatermark(page, word);
    },
    pageNumbers(text) {
      part.footer = text;
    },
    save() {
      drawFooters(file, pen, parts);
      if (parts.length > 1) writeOutline(file, parts);
      pen.tags.write(file);
      return file.save();
    },
  };
}

/** Rows of label over value; each row is as tall as its tallest value and stays on one page. */
function drawGrid(pen: Pen, pairs: readonly Pair[], columns: number): void {
  const gap = 18;
  const width = (contentWidth - gap * (columns - 1)) / columns;
  const label = { size: type.small, bold: true, ink: colour.muted };
  const list = pen.tags.add('L');
  for (let first = 0; first < pairs.length; first += columns) {
    const row = pairs.slice(first, first + columns).map((pair) => ({
      label: pair.label,
      lines: pen.lines(pair.value, width),
    }));
    const height =
      lineHeight(type.small) + 2 + Math.max(...row.map((cell) => cell.lines.length)) * lineHeight(type.body);
    pen.keep(height);
    row.forEach((cell, n) => {
      const x = paper.left + n * (width + gap);
      const item = pen.tags.add('LI', list);
      pen.tags.within(pen.tags.add('Lbl', item), () => pen.text(cell.label, x, pen.y, label));
      pen.tags.within(pen.tags.add('LBody', item), () =>
        pen.block(cell.lines, x, pen.y - lineHeight(type.small) - 2),
      );
    });
    pen.y -= height + 10;
  }
  pen.y -= 4;
}

function drawFooters(file: PDFDocument, pen: Pen, parts: readonly Part[]): void {
  const pages = file.getPages();
  const style = { size: type.small, ink: colour.muted, repeated: true };
  const top = paper.bottom - 22;
  parts.forEach(({ footer, firstPage }, n) => {
    if (footer === null) return;
    const own = pages.slice(firstPage, parts[n + 1]?.firstPage);
    const [line = ''] = pen.lines(footer, contentWidth - 70, style);
    own.forEach((page, number) => {
      pen.text(line, paper.left, top, style, 'left', page);
      pen.text(`Page ${number + 1} of ${own.length}`, paper.width - paper.right, top, style, 'right', page);
    });
  });
}
