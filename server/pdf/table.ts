import { colour, contentWidth, lineHeight, paper, type } from './look.ts';
import type { Alignment, Pen } from './pen.ts';
import type { Tag } from './tags.ts';

export type Column = {
  label: string;
  /** A share of the table's width: `3` is three times as wide as `1`. */
  share: number;
  align?: Alignment;
};

/** A cell is text, or text with a muted remark below it. */
export type Cell = string | { text: string; note?: string };

type Place = Column & { x: number; width: number };
const gap = 10;
const padding = 4.5;

/** Draws rows under a heading that is repeated on each page; a row moves on whole unless it is taller than a page. */
export function drawTable(pen: Pen, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const places = place(columns);
  pen.keep(60);
  pen.tags.within('Table', () => {
    const head = pen.tags.add('TR');
    drawHead(
      pen,
      places,
      places.map(() => pen.tags.add('TH', head, 'Column')),
    );
    for (const row of rows) drawRow(pen, places, row);
  });
  pen.y -= 6;
}

function place(columns: readonly Column[]): Place[] {
  const free = contentWidth - gap * (columns.length - 1);
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  let x = paper.left;
  return columns.map((column) => {
    const width = (free * column.share) / total;
    const placed = { ...column, x, width };
    x += width + gap;
    return placed;
  });
}

/** @param tags of the labels; on the pages after the first they are repeated and read to nobody */
function drawHead(pen: Pen, places: readonly Place[], tags?: readonly Tag[]): void {
  const style = { size: type.small, bold: true, ink: colour.muted, repeated: !tags };
  const labels = places.map((column) => pen.lines(column.label, column.width, style));
  const height = Math.max(...labels.map((lines) => lines.length)) * lineHeight(type.small);
  places.forEach((column, n) => {
    const lines = labels[n] ?? [];
    // Labels stand on the rule, whatever their number of lines.
    const top = pen.y - (height - lines.length * lineHeight(type.small));
    const draw = () => pen.block(lines, edge(column), top, style, column.align);
    const tag = tags?.[n];
    if (tag) pen.tags.within(tag, draw);
    else draw();
  });
  pen.y -= height + 3;
  pen.rule(pen.y, { ink: colour.strongRule, thickness: 0.8 });
}

type Line = { text: string; note: boolean };

function drawRow(pen: Pen, places: readonly Place[], row: readonly Cell[]): void {
  const cells = places.map((column, n) => linesOf(pen, column, row[n] ?? ''));
  const tr = pen.tags.add('TR');
  const tags = places.map(() => pen.tags.add('TD', tr));
  let from = 0;
  const count = Math.max(...cells.map((lines) => lines.length));
  const step = lineHeight(type.body);
  const wholePage = paper.height - paper.top - paper.bottom - 40;
  if (pen.room < count * step + 2 * padding && count * step < wholePage) turn(pen, places);
  while (from < count) {
    if (pen.room < step + 2 * padding) turn(pen, places);
    const fitting = Math.min(count - from, Math.floor((pen.room - 2 * padding) / step));
    const top = pen.y - padding;
    const draw = (column: Place, n: number) => {
      for (const [offset, line] of (cells[n] ?? []).slice(from, from + fitting).entries())
        pen.text(
          line.text,
          edge(column),
          top - offset * step,
          line.note ? { size: type.small, ink: colour.muted } : {},
          column.align,
        );
    };
    places.forEach((column, n) => {
      pen.tags.within(tags[n] ?? tr, () => draw(column, n));
    });
    pen.y -= fitting * step + 2 * padding;
    from += fitting;
    pen.rule(pen.y);
  }
}

function turn(pen: Pen, places: readonly Place[]): void {
  pen.nextPage();
  drawHead(pen, places);
}

function linesOf(pen: Pen, column: Place, cell: Cell): Line[] {
  const { text, note } = typeof cell === 'string' ? { text: cell, note: undefined } : cell;
  const lines = pen.lines(text, column.width).map((line) => ({ text: line, note: false }));
  if (!note) return lines;
  const notes = pen
    .lines(note, column.width, { size: type.small })
    .map((line) => ({ text: line, note: true }));
  return [...lines, ...notes];
}

const edge = (column: Place): number => (column.align === 'right' ? column.x + column.width : column.x);
