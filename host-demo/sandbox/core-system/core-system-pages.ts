import { Hono } from 'hono';
import { z } from 'zod';
import { jsonBody } from '../control/json-body.ts';
import { escapeHtml, htmlDocument, pagePolicy } from '../pages/html.ts';
import { pageShell } from '../pages/shell.ts';
import type { Env } from '../socket-faults.ts';
import { DEMONSTRATION_SEED, generate } from './generate.ts';
import type { Pushes, PushState } from './pushes.ts';

const order = z.object({
  baseUrl: z.url(),
  tokenUrl: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  seed: z.int().optional(),
  today: z.iso.date().optional(),
});

/** The core system's door for orders to deliver, and a page that shows how deliveries go. */
export function coreSystemPages(pushes: Pushes): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/push', async (c) => {
    const parsed = order.safeParse(await jsonBody(c));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    return c.json(pushes.start(parsed.data), 202);
  });
  app.get('/push', (c) => c.json({ items: pushes.all }));
  app.get('/push/:id', (c) => {
    const push = pushes.get(c.req.param('id'));
    return push ? c.json(push) : c.json({ error: 'There is no such push.' }, 404);
  });
  app.get('/data/:day', (c) => {
    const day = z.iso.date().safeParse(c.req.param('day'));
    return day.success
      ? c.json(generate(DEMONSTRATION_SEED, day.data))
      : c.json({ error: 'No such day.' }, 404);
  });
  app.get('/', (c) => c.redirect('/core-system/page'));
  app.get('/page', (c) => {
    const body = pageShell('core-system', 'Core system', pushList(pushes.all));
    return c.body(htmlDocument({ title: 'Core system', ...body }), 200, pagePolicy({ framed: false }));
  });
  return app;
}

function pushList(pushes: readonly PushState[]): string {
  const lead =
    '<p class="lead">Stands in for the contractor’s own system: it delivers clients, sites, invoices and payments through the sync interface.</p>';
  if (pushes.length === 0) return `${lead}<p class="empty">Nothing delivered since the sandbox started.</p>`;
  const rows = pushes.map(
    (push) => `<tr>
<td><time datetime="${push.startedAt}">${push.startedAt.slice(0, 19).replace('T', ' ')} UTC</time></td>
<td>${push.state}</td>
<td>${escapeHtml(push.dataset ?? '')}</td>
<td class="number">${push.done} of ${push.total}</td>
<td>${escapeHtml(push.error ?? '')}</td></tr>`,
  );
  return `${lead}<div class="scroll"><table>
<thead><tr><th>Started</th><th>State</th><th>Dataset</th><th class="number">Rows</th><th>Trouble</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}
