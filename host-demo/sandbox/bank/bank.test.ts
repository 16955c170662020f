import { describe, expect, it } from 'vitest';
import { readStatementFile } from '../../../server/integrations/bank/index.ts';
import { Bank, demonstrationBank } from './bank.ts';
import { bankPages } from './bank-pages.ts';
import { statementFile, writers } from './statement-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const newBank = () => new Bank({ settings: demonstrationBank, today: () => '2026-03-03' });
const bpay = {
  kind: 'bpay',
  billerCode: '374512',
  reference: '100000017',
  amountCents: 11_000,
  payerName: 'Harbour',
} as const;

describe('the sandbox bank', () => {
  it('refuses a reference whose check digit is wrong, and another biller', () => {
    const bank = newBank();
    expect(() => bank.pay({ ...bpay, reference: '100000018' })).toThrow('not valid');
    expect(() => bank.pay({ ...bpay, billerCode: '1' })).toThrow('no such biller');
    expect(bank.pay({ ...bpay, reference: '123456782' })).toMatchObject({ crn: '123456782' });
    const other = new Bank({ settings: { ...demonstrationBank, checkDigit: 'MOD10V05' } });
    expect(other.pay({ ...bpay, reference: '123455' })).toMatchObject({ crn: '123455' });
  });

  it.each(Object.keys(writers))('E13 spoils a %s statement so that the reader notices', (format) => {
    const bank = newBank();
    const paid = bank.pay({ ...bpay, reference: '123456782' });
    bank.twin(paid.bankRef);
    bank.pay({
      kind: 'eft',
      bsb: '062-000',
      accountNumber: '10457788',
      amountCents: 5_000,
      description: 'INV-1',
      payerName: 'Harbour',
      payerAccount: '',
    });
    bank.reverse(paid.bankRef, 'dishonour');
    const read = (fault: 'none' | 'truncated' | 'wrong_closing' | 'missing_reference') =>
      readStatementFile(bytes(statementFile(bank.statementOf('2026-03-03'), format, fault)?.text ?? ''));
    const whole = read('none');
    expect(whole.ok && whole.statements[0]?.lines.map((line) => line.amountCents)).toHaveLength(4);
    const bare = read('missing_reference');
    expect(bare.ok && bare.statements[0]?.lines.every((line) => line.refs.crn === null)).toBe(true);
    if (!format.startsWith('csv')) expect(read('truncated').ok).toBe(false);
    // OFX names no opening balance and ANZ's CSV none at all.
    if (!/ofx|anz/.test(format)) expect(read('wrong_closing').ok).toBe(false);
  });

  it('takes orders from a form and as JSON, and says why not', async () => {
    const app = bankPages(newBank(), { payOutAll: () => null });
    const post = (body: object) =>
      app.request('/payments', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await post({ ...bpay, reference: '123456782' })).status).toBe(201);
    expect((await post({ ...bpay, reference: '1' })).status).toBe(400);
    const form = new URLSearchParams({ ...bpay, reference: '123456782', amountCents: '12.50' });
    const sent = await app.request('/payments', { method: 'POST', body: form });
    expect(sent.status).toBe(303);
    const { items } = (await (await app.request('/entries')).json()) as { items: { amountCents: number }[] };
    expect(items.map((item) => item.amountCents)).toEqual([11_000, 1_250]);
    expect(await (await app.request('/')).text()).toContain('Pay by BPAY');
    expect(
      (await app.request('/statement?day=2026-03-03&format=bai2')).headers.get('content-disposition'),
    ).toContain('statement-2026-03-03.bai');
  });

  it('books all that Stripe holds under the payout’s id, and says when that is nothing', async () => {
    const bank = newBank();
    const held: ({ id: string; amount: number } | null)[] = [{ id: 'po_1', amount: 9_783 }, null];
    const app = bankPages(bank, { payOutAll: () => held.shift() ?? null });
    const payOut = () => app.request('/payouts/stripe', { method: 'POST' });
    expect((await payOut()).status).toBe(303);
    expect(bank.entries).toMatchObject([{ amountCents: 9_783, endToEnd: 'po_1' }]);
    const refused = await payOut();
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('holds nothing')]);
  });
});
