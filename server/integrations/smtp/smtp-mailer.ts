import { createTransport } from 'nodemailer';
import { type Mailer, MailRefused } from '../../ports/mailer.ts';

export type SmtpOptions = {
  /** `smtp://user:password@host:port`, `smtps://` for implicit TLS. */
  url: string;
  /** The sender: `Foyer Facility Services <accounts@foyer.example>`. */
  from: string;
  timeoutMs?: number;
};

/** Sends over SMTP. A connection a mail: receipts are few, and a half-dead pooled connection would hold them up. */
export function createSmtpMailer({ url, from, timeoutMs = 15_000 }: SmtpOptions): Mailer {
  const transport = createTransport(
    {
      url,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // Attachments come as bytes from us, never by name from elsewhere.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          to: { name: '', address: mail.to },
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          messageId: mail.messageId,
          attachments: (mail.attachments ?? []).map(({ filename, content, contentType }) => ({
            filename,
            content: Buffer.from(content),
            contentType,
          })),
        });
      } catch (error) {
        throw isFinal(error) ? new MailRefused('the mail server refused the mail', { cause: error }) : error;
      }
    },
  };
}

/**
 * A reply of 5xx to the mail itself is final (RFC 5321 section 4.2.1). To the sign-in or the greeting it is about us
 * and not about the mail: that may be mended, so it counts as temporary.
 */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error)) return false;
  const code = Number(error.responseCode);
  const step = 'code' in error ? error.code : undefined;
  return code >= 500 && code < 600 && (step === 'EENVELOPE' || step === 'EMESSAGE');
}
