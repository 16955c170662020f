import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Text as it stands on a page: `x` and `right` in points from the left edge. */
export type Word = { text: string; x: number; right: number };
/** What stands on one line, from left to right. */
export type Row = { page: number; words: Word[] };

/** A PDF as a reader sees it: an independent one, that knows nothing of how it was drawn. */
export async function readPdf(bytes: Uint8Array): Promise<Row[]> {
  // A copy: the reader takes the buffer for itself.
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const rows: Row[] = [];
  for (let page = 1; page <= file.numPages; page += 1) {
    const { items } = await (await file.getPage(page)).getTextContent();
    const lines = new Map<number, Word[]>();
    for (const item of items) {
      // Turned text is a watermark, not part of a line.
      if (!('str' in item) || item.str.trim() === '' || item.transform[1] !== 0) continue;
      const y = Math.round(item.transform[5]);
      const x: number = item.transform[4];
      lines.set(y, [...(lines.get(y) ?? []), { text: item.str.trim(), x, right: x + item.width }]);
    }
    for (const [, words] of [...lines].sort(([a], [b]) => b - a))
      rows.push({ page, words: words.sort((a, b) => a.x - b.x) });
  }
  await file.destroy();
  return rows;
}

const wordsOf = (row: Row): string[] => row.words.map((word) => word.text);
export const textOf = (rows: readonly Row[]): string => rows.map((row) => wordsOf(row).join(' ')).join('\n');

/** The figure beside a label, as in a table's sums. */
export function besides(rows: readonly Row[], label: string): string {
  const row = rows.find(({ words }) => words.some((word) => word.text === label));
  const at = row?.words.findIndex((word) => word.text === label) ?? -1;
  const found = row?.words[at + 1]?.text;
  if (found === undefined) throw new Error(`Nothing beside "${label}" in:\n${textOf(rows)}`);
  return found;
}

/** What stands in the line below a label, at the label's own edge, as in a grid of facts or under a column's head. */
export function below(rows: readonly Row[], label: string): string {
  const index = rows.findIndex(({ words }) => words.some((word) => word.text === label));
  const head = rows[index]?.words.find((word) => word.text === label);
  const found = rows[index + 1]?.words.find(
    (word) => head && (Math.abs(word.x - head.x) < 1 || Math.abs(word.right - head.right) < 1),
  );
  if (!found) throw new Error(`Nothing below "${label}" in:\n${textOf(rows)}`);
  return found.text;
}

/** Rows of a table: those with as many words as it has columns and this kind of first one. */
export const rowsLike = (rows: readonly Row[], first: RegExp): string[][] =>
  rows.map(wordsOf).filter(([word = '']) => first.test(word));

/** What a file says of itself to those who have it read to them. */
export type Reading = { title: string; language: string; isTagged: boolean; elements: Element[] };
/** An element of a tagged file: its kind, with its own text and the elements in it. */
export type Element = { role: string; text: string; parts: Element[] };

/** The elements of a tagged PDF in the order of reading. */
export async function readTags(bytes: Uint8Array): Promise<Reading> {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const elements: Element[] = [];
  for (let n = 1; n <= file.numPages; n += 1) {
    const page = await file.getPage(n);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    let open = '';
    for (const item of items) {
      if ('str' in item) texts.set(open, `${texts.get(open) ?? ''}${item.str}`);
      else open = item.type === 'endMarkedContent' ? '' : (item.id ?? '');
    }
    const tree = await page.getStructTree();
    const elementOf = (node: typeof tree): Element => {
      const element: Element = { role: node.role, text: '', parts: [] };
      for (const child of node.children) {
        if ('role' in child) element.parts.push(elementOf(child));
        else element.text += `${texts.get(child.id ?? '') ?? ''} `;
      }
      element.text = element.text.replace(/\s+/g, ' ').trim();
      if (element.parts.some((part) => part.role === 'TR')) element.parts = element.parts.filter(hasText);
      return element;
    };
    // The tree of a page has the elements of the others too, without their text.
    if (tree) elements.push(...elementOf(tree).parts.flatMap((one) => one.parts.filter(hasText)));
  }
  const { info } = await file.getMetadata();
  const { Title: title = '', Language: language = '' } = info as { Title?: string; Language?: string };
  const isTagged = (await file.getMarkInfo())?.Marked === true;
  await file.destroy();
  return { title, language, isTagged, elements };
}

const hasText = ({ text, parts }: Element): boolean => text !== '' || parts.some(hasText);

/** The code by which a printed invoice can be checked. */
export function codeIn(paper: string): string {
  const [code] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/.exec(paper) ?? [];
  if (!code) throw new Error('the paper shows no code');
  return code;
}

/** What a reader can jump to and follow: the outline with its pages, and each page's links. Pages count from 1. */
export type Ways = { outline: { title: string; page: number }[]; links: { page: number; address: string }[] };

export async function readWays(bytes: Uint8Array): Promise<Ways> {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const ways: Ways = { outline: [], links: [] };
  for (const { title, dest } of (await file.getOutline()) ?? []) {
    if (Array.isArray(dest)) ways.outline.push({ title, page: (await file.getPageIndex(dest[0])) + 1 });
  }
  for (let page = 1; page <= file.numPages; page += 1) {
    const annotations = await (await file.getPage(page)).getAnnotations();
    for (const { subtype, url } of annotations)
      if (subtype === 'Link') ways.links.push({ page, address: url });
  }
  await file.destroy();
  return ways;
}
