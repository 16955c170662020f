import { type Context, Hono } from 'hono';
import { escapeHtml, htmlDocument, pagePolicy } from '../pages/html.ts';
import { pageShell } from '../pages/shell.ts';
import type { Env } from '../socket-faults.ts';
import type { Mailbox, Message } from './mailbox.ts';

/** Read what arrived: a list, a message, its HTML in a cage, its attachments; the same as JSON. */
export function mailboxPages(mailbox: Mailbox): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/mail.json', (c) => c.json({ items: mailbox.list(c.req.query('to')).map(summary) }));
  app.get('/mail', (c) => {
    const to = c.req.query('to') ?? '';
    return page(c, 'Mailbox', `${filterForm(to)}${messageList(mailbox.list(to), to)}`);
  });
  app.get('/mail/:id', (c) => {
    const message = mailbox.get(c.req.param('id'));
    return message ? page(c, message.subject || '(no subject)', messageView(message), true) : missing(c);
  });
  app.get('/mail/:id/html', (c) => {
    const message = mailbox.get(c.req.param('id'));
    if (!message?.html) return missing(c);
    return c.body(message.html, 200, {
      'content-type': 'text/html; charset=utf-8',
      // A stranger's HTML: it may look, and do nothing else.
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
  app.get('/mail/:id/attachments/:index', (c) => {
    const part = mailbox.get(c.req.param('id'))?.attachments[Number(c.req.param('index'))];
    if (!part) return missing(c);
    return c.body(new Uint8Array(part.content), 200, {
      'content-type': part.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(part.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}

/** A message without the bytes of its attachments, each with the path to fetch it. */
function summary(message: Message) {
  return {
    ...message,
    attachments: message.attachments.map((part, index) => ({
      name: part.name,
      contentType: part.contentType,
      size: part.content.length,
      path: `/mail/${message.id}/attachments/${index}`,
    })),
  };
}

function page(c: Context<Env>, title: string, content: string, frames = false): Response {
  const body = htmlDocument({ title, ...pageShell('mail', title, content) });
  return c.body(body, 200, pagePolicy({ framed: false, frames }));
}

function missing(c: Context<Env>): Response {
  const content =
    '<p class="empty">No such message. It may have been cleared. <a href="/mail">All messages</a></p>';
  const body = htmlDocument({ title: 'Not found', ...pageShell('mail', 'Not found', content) });
  return c.body(body, 404, pagePolicy({ framed: false }));
}

const filterForm = (to: string): string => `<form class="filter" method="get" action="/mail">
<label>Recipient<input name="to" type="text" value="${escapeHtml(to)}" autocomplete="off"></label>
<button type="submit">Show messages</button></form>`;

function messageList(messages: readonly Message[], to: string): string {
  if (messages.length === 0) {
    const what =
      to === '' ? 'No mail yet. Receipts and notices arrive here.' : `No mail for ${escapeHtml(to)}.`;
    return `<p class="empty">${what}</p>`;
  }
  const rows = messages.map(
    (message) => `<tr>
<td><a href="/mail/${message.id}">${escapeHtml(message.subject || '(no subject)')}</a></td>
<td>${escapeHtml(message.to.join(', '))}</td>
<td class="number"><time datetime="${message.receivedAt}">${when(message.receivedAt)}</time></td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th>Subject</th><th>To</th><th class="number">Received</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}

function messageView(message: Message): string {
  const attachments = message.attachments.map(
    (part, index) =>
      `<a href="/mail/${message.id}/attachments/${index}">${escapeHtml(part.name)}</a> (${Math.ceil(part.content.length / 1024)} kB)`,
  );
  return `<dl>
<dt>From</dt><dd>${escapeHtml(message.from)}</dd>
<dt>To</dt><dd>${escapeHtml(message.to.join(', '))}</dd>
<dt>Received</dt><dd>${when(message.receivedAt)}</dd>
${attachments.length > 0 ? `<dt>Attached</dt><dd>${attachments.join('<br>')}</dd>` : ''}
</dl>
${message.html ? `<iframe title="Message as HTML" sandbox src="/mail/${message.id}/html"></iframe>` : ''}
<h2>As plain text</h2><pre>${escapeHtml(message.text || '(empty)')}</pre>`;
}

const clock = new Intl.DateTimeFormat('en-AU', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'Australia/Sydney',
  timeZoneName: 'short',
});
const when = (iso: string): string => clock.format(new Date(iso));
