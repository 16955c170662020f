import { describe, expect, it } from 'vitest';
import {
  below,
  besides,
  type Element,
  readPdf,
  readTags,
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
});
