import fc from 'fast-check';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { newDocument } from './document.ts';

const facts = { title: 'Receipt R-1042', author: 'Foyer', subject: 'Payment', createdAt: new Date(0) };

describe('newDocument', () => {
  it('carries title, author, subject and date in the file', async () => {
    const sheet = await newDocument(facts);
    sheet.masthead(
      { name: 'Foyer', lines: ['ABN 51 824 753 556'] },
      { title: 'Receipt', reference: 'R-1042' },
    );
    const file = await PDFDocument.load(await sheet.save(), { updateMetadata: false });
    expect([file.getTitle(), file.getAuthor(), file.getSubject()]).toEqual([
      'Receipt R-1042',
      'Foyer',
      'Payment',
    ]);
    expect(file.getCreationDate()).toEqual(new Date(0));
  });

  it('makes the same bytes of the same facts', async () => {
    const make = async () => {
      const sheet = await newDocument(facts);
      sheet.paragraph('Thank you.');
      return Buffer.from(await sheet.save()).toString('base64');
    };
    expect(await make()).toBe(await make());
  });

  it('goes on over several pages with many rows, and with a row taller than a page', async () => {
    const sheet = await newDocument(facts);
    sheet.watermark('PAID');
    const long = 'scrub '.repeat(3_000);
    const rows = [...Array.from({ length: 120 }, (_, n) => [`Line ${n}`, '1.00']), [long, '2.00']];
    sheet.table(
      [
        { label: 'What', share: 1 },
        { label: 'Amount', share: 3, align: 'right' },
      ],
      rows,
    );
    sheet.pageNumbers('Receipt R-1042');
    const file = await PDFDocument.load(await sheet.save());
    expect(file.getPageCount()).toBeGreaterThan(5);
  });

  it('F5 says to those who cannot see a QR code where it leads, once in words and once in its place', async () => {
    const sheet = await newDocument(facts);
    const address = 'https://portal.example/verify/K7QM-4TZP-9XWD';
    sheet.qrNote({ title: 'Check this invoice', text: `Open ${address}.`, address });
    const { context } = await PDFDocument.load(await sheet.save());
    const figures = context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict && object.has(PDFName.of('Alt')) ? [object] : []));
    expect(figures.map((figure) => figure.lookup(PDFName.of('Alt'), PDFHexString).decodeText())).toEqual([
      `QR code of ${address}`,
    ]);
    expect(figures[0]?.lookup(PDFName.of('S'))).toBe(PDFName.of('Figure'));
  });

  it('draws any text without throwing, also names in other scripts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const sheet = await newDocument(facts);
        sheet.masthead({ name: text, lines: [text] }, { title: text, reference: text });
        sheet.keyValues([{ label: text, value: text }]);
        sheet.blocks([{ label: 'To', lines: [text, '李小龍', 'Müller', 'İzmir'] }]);
        sheet.table([{ label: text, share: 1 }], [[{ text, note: text }]]);
        sheet.totals([{ label: text, value: text, strong: true }]);
        sheet.notice(text, text);
        sheet.heading(text);
        sheet.paragraph(text);
        sheet.pageNumbers(text);
        expect((await sheet.save()).length).toBeGreaterThan(500);
      }),
      { numRuns: 60, examples: [['\n'], ['\r\n'], ['a\tb\u2028c']] },
    );
  });
});
