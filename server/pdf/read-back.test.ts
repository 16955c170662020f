import { describe, expect, it } from 'vitest';
import {
  below,
  besides,
  type Element,
  readPdf,
  readTags,
  readWays,
  rowsLike,
  textOf,
} from '../../test/support/read-pdf.ts';
import { newDocument } from './document.ts';

describe('a printed document, read by another program', () => {
  it('has its text in the order of reading, each figure beside its label', async () => {
    const sheet = await newDocument({ title: 'T', author: 'A', subject: 'S', createdAt: new Date(0) });
    sheet.watermark('PAID');
    sheet.masthead(
      { name: 'Foyer', lines: ['ABN 1'] },
      { title: 'Statement', reference: 'as at 3 Mar 2026' },
    );
    sheet.keyValues([
      { label: 'Overdue', value: '$1.00' },
      { label: 'In dispute', value: '$2.50' },
    ]);
    sheet.table(
      [
        { label: 'Date', share: 1 },
        { label: 'Amount', share: 1, align: 'right' },
      ],
      Array.from({ length: 80 }, (_, n) => [`${n + 1} Mar 2026`, `$${n}.00`]),
    );
    sheet.totals([{ label: 'Owed', value: '$3,160.00', strong: true }]);
    sheet.pageNumbers('Statement');
    const rows = await readPdf(await sheet.save());
    expect(besides(rows, 'Owed')).toBe('$3,160.00');
    expect(below(rows, 'In dispute')).toBe('$2.50');
    expect(rowsLike(rows, /^\d+ Mar 2026$/).map(([, amount]) => amount)).toEqual(
      Array.from({ length: 80 }, (_, n) => `$${n}.00`),
    );
    expect(textOf(rows)).toContain('Page 3 of 3');
    expect(textOf(rows)).not.toContain('PAID');
  });

  it('is tagged: a heading first, tables by row with heads, figures with their labels, nothing that only decorates', async () => {
    const sheet = await newDocument({
      title: 'Statement',
      author: 'A',
      subject: 'S',
      createdAt: new Date(0),
    });
    sheet.watermark('PAID');
    sheet.masthead({ name: 'Foyer', lines: ['ABN 1'] }, { title: 'Statement', reference: 'R-1' });
    sheet.keyValues([{ label: 'Overdue', value: '$1.00' }]);
    sheet.table(
      [
        { label: 'Date', share: 1 },
        { label: 'Amount', share: 1 },
      ],
      Array.from({ length: 60 }, (_, n) => [`Day ${n}`, { text: `$${n}.00`, note: 'late' }]),
    );
    sheet.totals([{ label: 'Owed', value: '$1,770.00', strong: true }]);
    sheet.heading('By age');
    sheet.notice('To pay', 'Sign in.');
    sheet.pageNumbers('Foot');
    const read = await readTags(await sheet.save());
    expect(read).toMatchObject({ title: 'Statement', language: 'en-AU', isTagged: true });
    expect(read.elements[0]).toMatchObject({ role: 'H1', text: 'Statement R-1' });
    const rows = read.elements.filter(({ role }) => role === 'Table').flatMap(({ parts }) => parts);
    const cells = rows.map(({ parts }) => parts.map(({ role, text }) => `${role} ${text}`));
    expect(cells[0]).toEqual(['TH Date', 'TH Amount']);
    expect(cells.slice(1, -1)).toEqual(
      Array.from({ length: 60 }, (_, n) => [`TD Day ${n}`, `TD $${n}.00 late`]),
    );
    expect(cells.at(-1)).toEqual(['TH Owed', 'TD $1,770.00']);
    const [list] = read.elements.filter(({ role }) => role === 'L');
    expect(list?.parts[0]?.parts.map(({ role, text }) => [role, text])).toEqual([
      ['Lbl', 'Overdue'],
      ['LBody', '$1.00'],
    ]);
    const all = (one: Element): string => one.text + one.parts.map(all).join('');
    const whole = read.elements.map(all).join('\n');
    expect(whole).toContain('By age');
    for (const decoration of ['PAID', 'Foot', 'Page 1']) expect(whole).not.toContain(decoration);
  });

  it('F7 holds several documents: each with its own foot, watermark and place in the outline, and links that are followed', async () => {
    const sheet = await newDocument({
      title: 'Statement',
      author: 'A',
      subject: 'S',
      createdAt: new Date(0),
    });
    const address = 'https://portal.example/invoices?a=(1)';
    sheet.watermark('DRAFT');
    sheet.masthead({ name: 'Foyer', lines: [] }, { title: 'Statement', reference: 'S-1' });
    sheet.notice('To pay', 'Sign in and pay here.', { words: 'https://portal.example', address });
    sheet.pageNumbers('Foot of the statement');
    for (const number of ['INV-1', 'INV-2']) {
      sheet.part(`Tax invoice ${number}`);
      sheet.masthead({ name: 'Foyer', lines: [] }, { title: 'Tax invoice', reference: number });
      sheet.table(
        [{ label: 'What', share: 1 }],
        Array.from({ length: 60 }, () => [number]),
      );
      sheet.pageNumbers(`Foot of ${number}`);
    }
    const bytes = await sheet.save();
    expect(await readWays(bytes)).toEqual({
      outline: [
        { title: 'Statement', page: 1 },
        { title: 'Tax invoice INV-1', page: 2 },
        { title: 'Tax invoice INV-2', page: 4 },
      ],
      links: [{ page: 1, address: 'https://portal.example/invoices?a=%281%29' }],
    });
    const rows = await readPdf(bytes);
    const feet = rows.flatMap(({ page, words }) =>
      words.some(({ text }) => text.startsWith('Foot of')) ? [[page, ...words.map(({ text }) => text)]] : [],
    );
    expect(feet).toEqual([
      [1, 'Foot of the statement', 'Page 1 of 1'],
      [2, 'Foot of INV-1', 'Page 1 of 2'],
      [3, 'Foot of INV-1', 'Page 2 of 2'],
      [4, 'Foot of INV-2', 'Page 1 of 2'],
      [5, 'Foot of INV-2', 'Page 2 of 2'],
    ]);
    const all = (one: Element): Element[] => [one, ...one.parts.flatMap(all)];
    const links = (await readTags(bytes)).elements.flatMap(all).filter(({ role }) => role === 'Link');
    expect(links.map(({ text }) => text)).toEqual(['https://portal.example']);
  });
});
