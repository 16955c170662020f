import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { type Mailer, MailRefused } from '../../ports/mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

let sandbox: Sandbox;
let mailer: Mailer;
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  mailer = createSmtpMailer({
    url: `smtp://localhost:${sandbox.smtpPort}`,
    from: 'Foyer <accounts@foyer.example>',
    timeoutMs: 10_000,
  });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.faults.reset());

const mail = (to: string) => ({
  to,
  subject: 'Receipt R-1042: $4,120.50 received',
  html: '<p>Thank you.</p>',
  text: 'Thank you.',
  messageId: '<receipt-1@portal.example>',
  attachments: [{ filename: 'R-1042.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' }],
});
const arrived = (to: string) =>
  sandbox.mailbox.list().filter((message) => JSON.stringify(message).includes(to));
const fail = (outage: string) => sandbox.faults.change({ mail: { smtp: { outage, times: 1 } } });

describe('mail over SMTP', () => {
  it('arrives with both forms, its attachment and its own message id', async () => {
    await mailer.send(mail('one@client.example'));
    const [message] = arrived('one@client.example');
    expect(JSON.stringify(message)).toContain('receipt-1@portal.example');
    expect(JSON.stringify(message)).toContain('R-1042.pdf');
  });

  it.each(['421', '451', 'accept_then_drop'])('F29 %s is tried again later', async (outage) => {
    fail(outage);
    const error = await mailer.send(mail('two@client.example')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MailRefused);
  });

  it('F29 550 is final', async () => {
    fail('550');
    await expect(mailer.send(mail('three@client.example'))).rejects.toBeInstanceOf(MailRefused);
  });

  it('F29 a server that is not there is tried again later', async () => {
    const nowhere = createSmtpMailer({ url: 'smtp://localhost:9', from: 'a@b.example', timeoutMs: 10_000 });
    const error = await nowhere.send(mail('four@client.example')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MailRefused);
  });

  it('S75 a line break in a subject or an address makes no header', async () => {
    await mailer.send({ ...mail('five@client.example'), subject: 'Hello\r\nBcc: thief@evil.example' });
    const everything = JSON.stringify(sandbox.mailbox.list());
    expect(everything).not.toMatch(/"bcc"\s*:/i);
    await mailer.send(mail('six@client.example\r\nBcc: thief@evil.example')).catch(() => {});
    expect(arrived('five@client.example')).toHaveLength(1);
    for (const message of sandbox.mailbox.list())
      expect(JSON.stringify(message)).not.toMatch(/"to":\[?"thief@/);
  });
});
