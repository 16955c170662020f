import { escapeHtml } from './html.ts';

type Room = 'faults' | 'bank-app' | 'bank' | 'mail' | 'core-system';

const rooms: readonly { room: Room; path: string; name: string }[] = [
  { room: 'faults', path: '/', name: 'Vendors' },
  { room: 'bank-app', path: '/stripe/bank-app', name: 'Payer’s bank' },
  { room: 'bank', path: '/bank', name: 'Bank' },
  { room: 'mail', path: '/mail', name: 'Mailbox' },
  { room: 'core-system', path: '/core-system/page', name: 'Core system' },
];

/** The frame around each of the sandbox's own pages: where one is, and the way to the others. */
export function pageShell(current: Room, heading: string, content: string): { head: string; body: string } {
  const links = rooms.map(
    ({ room, path, name }) =>
      `<a href="${path}"${room === current ? ' aria-current="page"' : ''}>${name}</a>`,
  );
  return {
    head: '<link rel="stylesheet" href="/pages/sandbox.css">',
    body: `<header><strong>Sandbox</strong><nav aria-label="Sandbox">${links.join('')}</nav></header>
<main><h1>${escapeHtml(heading)}</h1>
${content}</main>`,
  };
}
