import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Faults, faultArgument } from '../control/faults.ts';
import type { Mailbox } from './mailbox.ts';

const MAX_BYTES = 25 * 1024 * 1024;

/** A mail server that keeps what it gets and sends nothing on. It wants no login and speaks no TLS. */
export async function startSmtp(options: {
  port: number;
  mailbox: Mailbox;
  faults: Faults;
}): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    logger: false,
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onData: (stream, session, done) => {
      receive(stream, session, options).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, 'localhost', () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const address: AddressInfo | string | null = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  return {
    port: address.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

class SmtpError extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { mailbox, faults }: { mailbox: Mailbox; faults: Faults },
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  const { name, value } = faultArgument(faults.takeMail());
  if (name === '421') throw new SmtpError(421, 'Service not available, closing transmission channel');
  if (name === '451') throw new SmtpError(451, 'Requested action aborted: local error in processing');
  if (name === '550') throw new SmtpError(550, 'Requested action not taken: mailbox unavailable');
  if (name === 'slow') await wait(value);
  const recipients = session.envelope.rcptTo.map(({ address }) => address);
  await mailbox.receive(Buffer.concat(parts), recipients);
  // The message is taken, but the sender never learns of it.
  if (name === 'accept_then_drop') throw new SmtpError(421, 'Connection lost');
}
