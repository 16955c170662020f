// The built server as it runs in production, but for limits of rate: one caller stands for many here.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';

const dist = new URL('../../../dist/', import.meta.url);
const { compose } = await import(new URL('server/server/compose.js', dist).href);
const { readConfig } = await import(new URL('server/server/config.js', dist).href);

const generous = { burst: 1e9, perMinute: 1e9 };
// Whatever kinds of limits there are.
const rateLimits = new Proxy({}, { get: () => generous });
const server = await compose({
  config: readConfig(process.env),
  distFolder: dist.pathname,
  rateLimits,
});
const http = createServer(getRequestListener(server.app.fetch));
await new Promise((resolve) => http.listen(Number(process.env.PORT), resolve));
await server.start();
process.on('message', () => {
  globalThis.gc?.();
  process.send({});
});
process.send({ port: Number(process.env.PORT) });
