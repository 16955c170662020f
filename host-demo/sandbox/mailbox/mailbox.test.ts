import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.faults.reset();
  sandbox.mailbox.clear();
});

const send = (to = 'finance@harbourview.example') =>
  createTransport({ host: 'localhost', port: sandbox.smtpPort, secure: false, ignoreTLS: true }).sendMail({
    from: '"Foyer" <receipts@foyer.example>',
    to,
    subject: 'Receipt R-1042 <b>',
    text: 'Paid $4,120.50',
    html: '<h1>Paid</h1><script>document.title = "gone"</script>',
    attachments: [{ filename: 'receipt é.pdf', content: Buffer.from('%PDF-1.7 demo') }],
  });

describe('the mailbox (E17)', () => {
  it('takes mail over SMTP and shows it as JSON, filtered by recipient', async () => {
    await send();
    await send('viewer@northside.example');
    const { items } = await fetch(`${sandbox.origin}/mail.json?to=harbourview`).then((answer) =>
      answer.json(),
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      to: ['finance@harbourview.example'],
      subject: 'Receipt R-1042 <b>',
      text: 'Paid $4,120.50',
      attachments: [{ name: 'receipt é.pdf', size: 13 }],
    });
    const file = await fetch(`${sandbox.origin}${items[0].attachments[0].path}`);
    expect(await file.text()).toBe('%PDF-1.7 demo');
    expect(file.headers.get('content-disposition')).toContain('attachment');
  });

  it('shows pages that escape what came and cage its HTML', async () => {
    await send();
    const [message] = sandbox.mailbox.list();
    const list = await fetch(`${sandbox.origin}/mail`).then((answer) => answer.text());
    expect(list).toContain('Receipt R-1042 &#60;b&#62;');
    expect(list).not.toContain('R-1042 <b>');
    const view = await fetch(`${sandbox.origin}/mail/${message?.id}`);
    expect(await view.text()).toContain('<iframe title="Message as HTML" sandbox');
    expect(view.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await fetch(`${sandbox.origin}/mail/${message?.id}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect((await fetch(`${sandbox.origin}/mail/none`)).status).toBe(404);
  });

  it.each([
    ['421', 421, 0],
    ['451', 451, 0],
    ['550', 550, 0],
    ['accept_then_drop', 421, 1],
  ])('can fail with %s', async (outage, code, kept) => {
    sandbox.faults.change({ mail: { smtp: { outage, times: 1 } } });
    await expect(send()).rejects.toMatchObject({ responseCode: code });
    expect(sandbox.mailbox.list()).toHaveLength(kept);
    await send();
    expect(sandbox.mailbox.list()).toHaveLength(kept + 1);
  });
});
