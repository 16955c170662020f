import { serve } from '@hono/node-server';
import { createPartnerSite } from './app.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const server = serve({ fetch: createPartnerSite(settings).fetch, port: settings.port });

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
