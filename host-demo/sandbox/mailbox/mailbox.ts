import { randomUUID } from 'node:crypto';
import type { AddressObject } from 'mailparser';

export type Attachment = { name: string; contentType: string; content: Buffer };

/** A received message, as a person would look at it. */
export type Message = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  receivedAt: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
  attachments: Attachment[];
};

const KEPT = 2_000;

/** Every message that came over SMTP, newest first. */
export class Mailbox {
  #messages: Message[] = [];

  /** Parses and keeps a raw message. `recipients` are those of the envelope. */
  async receive(raw: Buffer, recipients: string[]): Promise<Message> {
    // Loaded with the first mail, not with the sandbox.
    const { simpleParser } = await import('mailparser');
    const mail = await simpleParser(raw);
    const message: Message = {
      id: randomUUID(),
      from: mail.from?.text ?? '',
      to: recipients.length > 0 ? recipients : addresses(mail.to),
      subject: mail.subject ?? '',
      receivedAt: new Date().toISOString(),
      text: mail.text ?? '',
      html: mail.html === false ? null : (mail.html ?? null),
      headers: Object.fromEntries(
        mail.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]),
      ),
      attachments: mail.attachments.map((part, index) => ({
        name: part.filename ?? `part-${index + 1}`,
        contentType: part.contentType,
        content: part.content,
      })),
    };
    this.#messages = [message, ...this.#messages].slice(0, KEPT);
    return message;
  }

  list(recipient?: string): Message[] {
    const wanted = recipient?.trim().toLowerCase() ?? '';
    if (wanted === '') return this.#messages;
    return this.#messages.filter((message) =>
      message.to.some((address) => address.toLowerCase().includes(wanted)),
    );
  }

  get(id: string): Message | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  clear(): void {
    this.#messages = [];
  }
}

const addresses = (to: AddressObject | AddressObject[] | undefined): string[] =>
  [to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));
