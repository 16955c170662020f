import { expect } from '@open-wc/testing';
import { render } from 'lit';
import type { Rail } from '../../../server/features/payments/payments.contract.ts';
import { messages } from '../messages/detail.en-au.ts';
import { invoiceHistory } from '../parts/invoice-history.ts';
import { invoiceDetail, invoiceSummary } from './facts.ts';

const names: Record<Rail, string> = {
  card: 'card',
  becs: 'direct debit',
  payto: 'PayTo',
  paypal: 'PayPal',
  bpay: 'BPAY',
  eft: 'bank transfer',
  credit: 'credit',
};

it('E31 the history of an invoice has a name for every way it can be paid', () => {
  const invoice = invoiceDetail(invoiceSummary(1, { allocatedCents: 5_000 }));
  const payment = invoice.history.at(-1);
  for (const [rail, name] of Object.entries(names)) {
    const history = payment ? [{ ...payment, rail }] : [];
    const place = document.createElement('div');
    render(invoiceHistory({ ...invoice, history }, messages, 'en-AU', 'Australia/Sydney'), place);
    expect(place.textContent, rail).to.contain(` · ${name} · `);
  }
});

it('E31 the history of an invoice says that it was sent, and who viewed it first', () => {
  const invoice = invoiceDetail(invoiceSummary(1));
  const event = { amountCents: null, reference: null, paymentId: null, creditNoteId: null, rail: null };
  const history = [
    { ...event, kind: 'sent' as const, at: '2026-11-20T01:00:00.000Z', by: null },
    { ...event, kind: 'viewed' as const, at: '2026-11-20T02:30:00.000Z', by: 'Mei Wong' },
  ];
  const place = document.createElement('div');
  render(invoiceHistory({ ...invoice, history }, messages, 'en-AU', 'Australia/Sydney'), place);
  const [viewed, sent] = [...place.querySelectorAll('li')].map(({ textContent }) => textContent);
  expect(viewed).to.contain('Viewed').and.to.contain('Mei Wong');
  expect(sent).to.contain('Sent by email');
});
