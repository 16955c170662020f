import { describe, expect, it } from 'vitest';
import { below, besides, readPdf, rowsLike, textOf } from '../../test/support/read-pdf.ts';
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
});
