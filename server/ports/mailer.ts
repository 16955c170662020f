export type Mail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  attachments?: { filename: string; content: Uint8Array; contentType: string }[];
  /** Stays the same when a send is repeated, so that a reader's mail program shows one. */
  messageId: string;
};

/** Sends one mail or throws; a refusal that no repetition can mend throws `MailRefused`. */
export type Mailer = { send(mail: Mail): Promise<void> };

export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}
