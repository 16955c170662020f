import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { compose } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';

/** How long requests under way may take after a stop was asked for. */
const drainMs = 10_000;

try {
  const config = readConfig(process.env);
  const distFolder = fileURLToPath(
    new URL(import.meta.url.includes('/dist/server/') ? '../../' : '../dist/', import.meta.url),
  );
  const server = await compose({ config, distFolder });
  const listener = serve({ fetch: server.app.fetch, port: config.port });
  listener.on('error', (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === 'EADDRINUSE' ? `Port ${config.port} is taken; set PORT to another one.` : error.message,
    );
    process.exit(1);
  });
  await server.start();
  server.log.info({ origin: config.origin }, 'ready');

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    server.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), drainMs).unref();
    const closed = new Promise((resolve) => listener.close(resolve));
    await server.stop();
    await closed;
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
}
