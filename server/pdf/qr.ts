import { encode } from 'uqr';
import { colour, contentWidth, lineHeight, paper, type } from './look.ts';
import type { Pen } from './pen.ts';

const side = 72;
const gap = 16;

/** A QR code (ISO/IEC 18004) beside the words that say the same for those who cannot scan it. */
export function drawQrNote(pen: Pen, note: { title: string; text: string; address: string }): void {
  const left = paper.left + side + gap;
  const width = contentWidth - side - gap;
  const titles = pen.lines(note.title, width, { bold: true });
  const lines = pen.lines(note.text, width);
  pen.keep(Math.max(side, (titles.length + lines.length) * lineHeight(type.body)) + 8);
  const top = pen.y;
  const used = pen.tags.within('H2', () => pen.block(titles, left, top, { bold: true }));
  const height = used + pen.tags.within('P', () => pen.block(lines, left, top - used));
  drawCode(pen, note.address, top);
  pen.y = top - Math.max(side, height) - 12;
}

function drawCode(pen: Pen, address: string, top: number): void {
  const { size, data } = encode(address, { ecc: 'M', border: 0 });
  const { page } = pen;
  const figure = pen.tags.add('Figure');
  figure.alt = `QR code of ${address}`;
  pen.tags.within(figure, () =>
    pen.tags.text(page, () =>
      page.drawSvgPath(pathOf(data), { x: paper.left, y: top, scale: side / size, color: colour.ink }),
    ),
  );
}

/** Each run of dark modules of a row as one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`),
    )
    .join('');
}
