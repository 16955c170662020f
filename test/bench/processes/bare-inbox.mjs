// The reference for the inbox: Hono and postgres.js, one statement for each event that keeps it and does nothing else.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL, { max: 10 });
const app = new Hono();

app.post('/webhooks/stripe', async (c) => {
  const event = await c.req.text();
  await sql`insert into bare_inbox values (${JSON.parse(event).id}, ${event}::text::jsonb) on conflict do nothing`;
  return c.json({ received: true });
});

serve({ fetch: app.fetch, port: 0 }, ({ port }) => process.send({ port }));
