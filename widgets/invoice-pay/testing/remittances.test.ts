import { expect } from '@open-wc/testing';
import { FoyerProblem } from '../../kit/client/problem.ts';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import { type Mounted, mounted } from './mounted.ts';
import { type } from './typing.ts';

const csv = 'Invoice number,Amount\nINV-20405,100.00\nINV-9,50.00\n';

describe('<foyer-invoice-pay> remittances', () => {
  let m: Mounted;

  beforeEach(() => sessionStorage.clear());
  afterEach(() => m.remove());

  const open = async () => {
    m = await mounted();
    await m.click('Account');
    await m.click('Remittances');
    await m.sees('Sent remittances');
  };
  const fill = (reference: string, total: string) => {
    type(m.one('foyer-ui-text-field.reference'), reference);
    type(m.one('foyer-ui-money-field'), total);
  };
  const drop = (text: string, name = 'march.csv') => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name, { type: 'text/csv' }));
    m.one('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  };
  const posts = () =>
    m.server.requests.filter(({ path, method }) => path === '/v1/remittances' && method === 'POST');

  it('F6 a dropped file is sent with its total and stands in the list with what was not found', async () => {
    await open();
    fill('HARBOUR APR26', '150.00');
    drop(csv);
    await m.sees('march.csv');
    await expect(m.widget).to.be.accessible();
    await m.click('Send remittance');
    await m.sees('1 invoice not found');
    expect(posts().map(({ body }) => body)).to.deep.equal([
      { reference: 'HARBOUR APR26', totalCents: 15_000, paidOn: null, csv },
    ]);
    expect(m.text()).to.contain('$150.00').and.not.contain('march.csv');
  });

  it('F6 tells which transfers have come and which are waited for', async () => {
    m = await mounted();
    const lines = [{ invoiceNumber: 'INV-20405', invoiceId: 'x', amountCents: 100, reference: null }];
    const one = {
      totalCents: 100,
      paidOn: null,
      lines,
      sentBy: 'Priya Raman',
      sentAt: '2026-04-02T01:00:00Z',
    };
    const matched = { paymentId: 'p', receivedOn: '2026-04-03' };
    m.server.account.remittances = [
      { ...one, id: 'a', reference: 'CAME', matched },
      { ...one, id: 'b', reference: 'COMING', matched: null },
    ];
    await m.click('Account');
    await m.click('Remittances');
    await m.sees('Waiting for the transfer');
    expect(m.text())
      .to.match(/COMING\s+Waiting for the transfer/)
      .and.match(/CAME\s+Arrived 3 Apr 2026/);
  });

  it('F6 nothing is sent before everything is there, and each gap is named', async () => {
    await open();
    await m.click('Send remittance');
    await m.sees('Choose a CSV file');
    await m.sees('Enter the reference of the transfer');
    expect(posts()).to.have.length(0);
    drop('x'.repeat(200_001));
    await m.sees('This file is larger than 200 KB.');
  });

  it('F6 a refused file says which row, and what was typed stays', async () => {
    await open();
    let isRefusing = true;
    m.server.intercept = ({ path, method }) => {
      if (path !== '/v1/remittances' || method !== 'POST' || !isRefusing) return undefined;
      const errors = [{ path: 'csv', code: 'custom', message: 'Line 3 has no amount in dollars and cents.' }];
      throw new FoyerProblem({ code: 'invalid_request', title: 'Not valid', status: 400, errors });
    };
    fill('HARBOUR APR26', '150.00');
    drop(csv);
    await m.click('Send remittance');
    await m.sees('Line 3 has no amount in dollars and cents.');
    expect(m.text()).to.contain('march.csv').and.not.contain('That did not work');
    isRefusing = false;
    await m.click('Send remittance');
    await waitUntil(() => m.server.account.remittances.length === 1);
  });

  it('F6 what was typed survives a reload, with the file to be chosen again; sending it ends the draft', async () => {
    await open();
    fill('HARBOUR APR26', '150.00');
    const day = m.one('foyer-ui-text-field[type=date]');
    type(day, '2026-11-20');
    day.dispatchEvent(new Event('change'));
    drop(csv);
    await m.sees('march.csv');
    m.remove();
    await open();
    await m.sees('Choose march.csv again: what you typed was kept, the file could not be.');
    await expect(m.widget).to.be.accessible();
    await m.click('Send remittance');
    await m.sees('Choose a CSV file');
    drop(csv, 'april.csv');
    await m.sees('april.csv');
    expect(m.text()).not.to.contain('march.csv');
    await m.click('Send remittance');
    await m.sees('1 invoice not found');
    expect(posts().map(({ body }) => body)).to.deep.equal([
      { reference: 'HARBOUR APR26', totalCents: 15_000, paidOn: '2026-11-20', csv },
    ]);
    m.remove();
    await open();
    await m.click('Send remittance');
    await m.sees('Enter the reference of the transfer');
    expect(m.text()).not.to.contain('april.csv');
  });

  it('F6 is in the other languages too', async () => {
    m = await mounted({ attributes: { lang: 'ar', view: 'remittances' } });
    await m.sees('الإشعارات المرسلة');
  });
});
