import {
  degrees,
  type PDFDocument,
  type PDFFont,
  PDFHexString,
  type PDFPage,
  PDFString,
  type RGB,
} from 'pdf-lib';
import { colour, lineHeight, paper, type } from './look.ts';
import { printable } from './printable.ts';
import { Tags } from './tags.ts';
import { wrap } from './wrap.ts';

/** What would end a string of the file is escaped as addresses escape it. */
const asUri = (address: string): string =>
  address.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('\\', '%5C');

/** What is printed, and where it leads. */
export type Link = { words: string; address: string };

export type TextStyle = {
  size?: number;
  bold?: boolean;
  ink?: RGB;
  /** Stands on every page, and is read to nobody. */
  repeated?: boolean;
};
export type Alignment = 'left' | 'right';

/**
 * Where the next thing goes, and the few strokes that everything is made of. Moves on to a new page by itself; `y` is
 * the top of the free space, counted in points from the foot of the page.
 */
export class Pen {
  y = paper.height - paper.top;
  page: PDFPage;
  /** Printed pale behind each page's content. */
  watermark: string | null = null;
  /** What each text is, for those who have it read to them. */
  readonly tags = new Tags();
  private readonly file: PDFDocument;
  private readonly regular: PDFFont;
  private readonly strong: PDFFont;
  private readonly drawable: ReadonlySet<number>;

  constructor(file: PDFDocument, fonts: { regular: PDFFont; strong: PDFFont }) {
    this.file = file;
    this.regular = fonts.regular;
    this.strong = fonts.strong;
    this.drawable = new Set(fonts.regular.getCharacterSet());
    this.page = this.addPage();
  }

  /** Room left on the page, in points. */
  get room(): number {
    return this.y - paper.bottom;
  }

  nextPage(): void {
    this.page = this.addPage();
    this.y = paper.height - paper.top;
  }

  /** Moves on when less than `height` is left: keeps together what belongs together. */
  keep(height: number): void {
    if (this.room < height && this.y < paper.height - paper.top) this.nextPage();
  }

  lines(text: string, width: number, style: TextStyle = {}): string[] {
    const font = this.fontOf(style);
    const size = style.size ?? type.body;
    const shown = text.split('\n').map((line) => this.printable(line));
    return wrap(shown.join('\n'), width, (part) => font.widthOfTextAtSize(part, size));
  }

  width(text: string, style: TextStyle = {}): number {
    return this.fontOf(style).widthOfTextAtSize(this.printable(text), style.size ?? type.body);
  }

  /** One line; `top` is the line's upper edge. Right-aligned text ends at `x`. */
  text(
    text: string,
    x: number,
    top: number,
    style: TextStyle = {},
    align: Alignment = 'left',
    page = this.page,
  ): void {
    const size = style.size ?? type.body;
    const shown = this.printable(text);
    const left = align === 'right' ? x - this.fontOf(style).widthOfTextAtSize(shown, size) : x;
    const draw = () =>
      // The space keeps the last word of a line apart from the first of the next where they are read on.
      page.drawText(`${shown} `, {
        x: left,
        y: top - size * 1.02,
        size,
        font: this.fontOf(style),
        color: style.ink ?? colour.ink,
      });
    if (style.repeated) this.tags.artifact(page, draw);
    else if (shown.trim() !== '') this.tags.text(page, draw);
  }

  /** Lines under each other; answers the height they took. */
  block(
    lines: readonly string[],
    x: number,
    top: number,
    style: TextStyle = {},
    align: Alignment = 'left',
  ): number {
    const step = lineHeight(style.size ?? type.body);
    lines.forEach((line, n) => {
      this.text(line, x, top - n * step, style, align);
    });
    return lines.length * step;
  }

  /** One line that can be followed; answers the height it took. */
  link({ words, address }: Link, x: number, top: number): number {
    const height = lineHeight(type.body);
    const width = this.width(words);
    const { context } = this.file;
    const annotation = context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [x, top - height, x + width, top],
        Border: [0, 0, 0],
        F: 4,
        Contents: PDFHexString.fromText(words),
        A: { Type: 'Action', S: 'URI', URI: PDFString.of(asUri(address)) },
      }),
    );
    this.page.node.addAnnot(annotation);
    this.tags.within('Link', () => {
      this.text(words, x, top, { ink: colour.accent });
      this.tags.annotate(this.page, annotation);
    });
    this.rule(top - height + 1.5, { from: x, to: x + width, ink: colour.accent, thickness: 0.5 });
    return height;
  }

  rule(
    top: number,
    { from = paper.left, to = paper.width - paper.right, ink = colour.rule, thickness = 0.6 } = {},
  ): void {
    const { page } = this;
    this.tags.artifact(page, () =>
      page.drawLine({ start: { x: from, y: top }, end: { x: to, y: top }, thickness, color: ink }),
    );
  }

  wash(x: number, top: number, width: number, height: number, ink: RGB = colour.wash): void {
    const { page } = this;
    this.tags.artifact(page, () => page.drawRectangle({ x, y: top - height, width, height, color: ink }));
  }

  /** As one line: what breaks lines becomes a space. */
  private printable(text: string): string {
    return printable(text, this.drawable);
  }

  private fontOf(style: TextStyle): PDFFont {
    return style.bold ? this.strong : this.regular;
  }

  private addPage(): PDFPage {
    const page = this.file.addPage([paper.width, paper.height]);
    if (this.watermark) this.drawWatermark(page, this.watermark);
    return page;
  }

  drawWatermark(page: PDFPage, word: string): void {
    const size = Math.min(150, (150 * 420) / this.strong.widthOfTextAtSize(word, 150));
    const half = this.strong.widthOfTextAtSize(word, size) / 2;
    const turn = Math.PI / 6;
    this.tags.artifact(page, () =>
      page.drawText(word, {
        x: paper.width / 2 - half * Math.cos(turn) + (size / 3) * Math.sin(turn),
        y: paper.height / 2 - half * Math.sin(turn) - (size / 3) * Math.cos(turn),
        size,
        font: this.strong,
        color: colour.watermark,
        rotate: degrees(30),
      }),
    );
  }
}
