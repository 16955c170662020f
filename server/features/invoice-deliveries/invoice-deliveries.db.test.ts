import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPdf, textOf } from '../../../test/support/read-pdf.ts';
import { type Mail, MailRefused } from '../../ports/mailer.ts';
import { openInvoice } from '../invoices/open-invoice.ts';
import { clientSample, invoiceSample, siteSample, userSample } from '../sync/testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse } from '../sync/testing/sync-house.ts';
import { deliverInvoices } from './deliver-invoices.ts';

let house: SyncHouse;
let clientId: string;
let mails: Mail[];
let refuse: (mail: Mail) => Error | null = () => null;

const mailer = {
  send: async (mail: Mail) => {
    const error = refuse(mail);
    if (error) throw error;
    mails.push(mail);
  },
};
const deliver = () =>
  deliverInvoices({ deps: { ...house.deps, mailer }, log: house.log, traceId: 'd'.repeat(32) });
const fresh = { issuedOn: '2026-01-12', dueOn: '2026-02-11' };

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha'), clientSample('beta')]);
  await house.push('sites', [siteSample('alpha', 's1'), siteSample('alpha', 's2')]);
  await house.push('users', [
    userSample('alpha', 'fin'),
    userSample('alpha', 'local', { siteExternalIds: ['s1'] }),
    userSample('alpha', 'gone', { active: false }),
    userSample('alpha', 'later', { validFrom: '2026-06-01T00:00:00.000Z' }),
    userSample('alpha', 'boss', { role: 'admin' }),
    userSample('beta', 'other'),
  ]);
  const [row] = await house.all`select client_id from client where external_id = 'alpha'`;
  clientId = row?.client_id;
});
beforeEach(() => {
  mails = [];
  refuse = () => null;
});
afterAll(() => house.close());

const push = (name: string, more: Parameters<typeof invoiceSample>[3] = {}, site = 's1') =>
  house.push('invoices', [invoiceSample('alpha', name, [{ netCents: 10_000, site }], { ...fresh, ...more })]);
const idOf = async (name: string): Promise<string> =>
  (await house.all`select id from invoice where external_id = ${name}`)[0]?.id;
const history = async (name: string, scope = personScope(clientId)) => {
  const input = { id: await idOf(name) };
  const { history, viewedAt } = await openInvoice({
    ctx: { scope, log: house.log },
    deps: house.deps,
    input,
  });
  return { kinds: history.map(({ kind }) => kind), viewedAt, by: history.map(({ by }) => by) };
};

describe('E31 an invoice is sent', () => {
  it('E31 goes once to each who pays it, with the paper, however often it is delivered and looked for', async () => {
    await push('one');
    expect(await deliver()).toBe(1);
    await push('one');
    await push('one', { sourceUpdatedAt: '2026-01-14T00:00:00.000Z', poNumber: 'PO-7' });
    expect(await deliver()).toBe(0);
    expect(mails.map(({ to }) => to)).toEqual(['fin@alpha.example', 'local@alpha.example']);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    const [mail] = mails;
    expect(mail?.subject).toBe('Invoice ONE: $110.00, due 11 Feb 2026');
    for (const form of [mail?.html, mail?.text]) {
      expect(form).toContain('$110.00');
      expect(form).toContain(`/invoices/${await idOf('one')}`);
      expect(form).toContain('/verify');
    }
    const [paper] = mail?.attachments ?? [];
    expect(paper?.filename).toBe('tax-invoice-ONE.pdf');
    const text = textOf(await readPdf(paper?.content ?? new Uint8Array()));
    expect(text).toContain('Total including GST $110.00');
    expect((await history('one')).kinds).toContain('sent');
  });

  it('E31 S43 does not go to somebody without the site, nor to another client', async () => {
    await push('elsewhere', {}, 's2');
    await deliver();
    expect(mails.map(({ to }) => to)).toEqual(['fin@alpha.example']);
  });

  it('E31 mails nobody about history, about what is void or paid, or twice in one breath', async () => {
    await push('old', { issuedOn: '2026-01-07' });
    await push('void', { status: 'void' });
    await push('paid');
    await house.all`update invoice set allocated_cents = total_cents where external_id = 'paid'`;
    expect(await deliver()).toBe(0);
    await push('two');
    await Promise.all([deliver(), deliver()]);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(
      await house.all`select 1 from invoice_delivery where invoice_id = ${await idOf('two')}`,
    ).toHaveLength(1);
  });

  it('E31 tries again after an outage, and leaves out an address that refuses', async () => {
    await push('three');
    refuse = () => new Error('no connection');
    expect(await deliver()).toBe(0);
    refuse = ({ to }) => (to.startsWith('local') ? new MailRefused('no such mailbox') : null);
    expect(await deliver()).toBe(1);
    expect(mails.map(({ to }) => to)).toEqual(['fin@alpha.example']);
    refuse = () => null;
    expect(await deliver()).toBe(0);
  });
});

describe('E31 an invoice is viewed', () => {
  it("E31 when one of the client's people first opens it, once, with who it was", async () => {
    await push('seen');
    const [before] = await house.all`select version from invoice where external_id = 'seen'`;
    const ops = personScope(clientId, { house: true });
    expect((await history('seen', ops)).viewedAt).toBeNull();
    const looks = await Promise.all(Array.from({ length: 6 }, () => history('seen')));
    expect(looks.every(({ viewedAt }) => viewedAt !== null)).toBe(true);
    const later = await history('seen', ops);
    expect(later.kinds.filter((kind) => kind === 'viewed')).toHaveLength(1);
    expect(later.by).toContain('Somebody');
    const [after] = await house.all`select version from invoice where external_id = 'seen'`;
    expect(after).toEqual(before);
    const notes = await house.all`
      select 1 from audit_log where action = 'invoice.viewed' and subject_id = ${await idOf('seen')}`;
    expect(notes).toHaveLength(1);
  });

  it('S40 leaves no trace of somebody of another client, who finds nothing', async () => {
    await push('private');
    const [other] = await house.all`select client_id from client where external_id = 'beta'`;
    await expect(history('private', personScope(other?.client_id))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(
      await house.all`select 1 from invoice_view where invoice_id = ${await idOf('private')}`,
    ).toHaveLength(0);
  });
});
