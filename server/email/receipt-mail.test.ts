import { beforeAll, describe, expect, it } from 'vitest';
import { type ReceiptMail, writeReceiptMail } from './receipt-mail.ts';

const mail: ReceiptMail = {
  number: 'R-1042',
  supplierName: 'Foyer Facility Services Pty Ltd',
  supplierLine: 'ABN 51 824 753 556 · 02 5550 0142',
  clientName: 'Harbourview Property Group',
  receivedAt: '3 Mar 2026, 1:15 pm AEDT',
  method: 'Card',
  clientReference: 'PO-7741',
  amount: '$4,120.50',
  gst: '$374.59',
  isByCredits: false,
  credits: '$5.00',
  surcharge: null,
  credit: '$20.50',
  lines: [
    { invoiceNumber: 'INV-2041', total: '$3,300.00', credit: '$5.00', paid: '$3,300.00', balance: '$0.00' },
    { invoiceNumber: 'INV-2057', total: '$1,600.00', credit: null, paid: '$800.00', balance: '$800.00' },
  ],
  sha256: 'ab'.repeat(32),
  traceId: 'c'.repeat(32),
  portalUrl: 'https://portal.example',
};

const plain = (html: string): string =>
  html
    .replace(/<(style|head|script)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
const figures = (text: string): string[] =>
  [...new Set(text.match(/\$[\d,]+\.\d\d|[A-Z]+-\d+|[0-9a-f]{32,}/g))].sort();

describe('receipt mail', () => {
  // The first mail loads MJML, which takes its time on a busy machine.
  beforeAll(() => writeReceiptMail(mail), 60_000);

  it('says the same in both forms', async () => {
    const { html, text, subject } = await writeReceiptMail(mail);
    expect(subject).toBe('Receipt R-1042: $4,120.50 received');
    expect(figures(plain(html))).toEqual(figures(text));
    expect(figures(text)).toEqual(
      expect.arrayContaining(['$4,120.50', '$374.59', '$20.50', 'INV-2041', 'PO-7741']),
    );
  });

  it('S29 shows markup in a name as text, and runs none of it', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&';
    const { html, text } = await writeReceiptMail({
      ...mail,
      clientName: hostile,
      supplierName: hostile,
      clientReference: hostile,
      lines: [{ invoiceNumber: hostile, total: '$1.00', credit: null, paid: '$1.00', balance: '$0.00' }],
    });
    expect(html).not.toContain('<img src=x');
    expect(plain(html).split(hostile).length).toBeGreaterThan(3);
    expect(text).toContain(hostile);
  });

  it('loads nothing from elsewhere', async () => {
    const { html } = await writeReceiptMail(mail);
    expect(html.match(/<(?!a )[^>]+(?:src|href)="https?:[^"]+"|url\(https?:/g) ?? []).toEqual([]);
  });

  it('E17 says so when credits paid everything', async () => {
    const { subject, text } = await writeReceiptMail({ ...mail, isByCredits: true, amount: '$0.00' });
    expect(subject).toBe('Receipt R-1042: $5.00 paid from credits');
    expect(text).toContain('$5.00 paid from credits');
    expect(text).not.toContain('has received');
  });
});
