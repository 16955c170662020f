// The reference for events: each notification goes as one buffer to every socket, and nobody is asked who they are.
import { createServer } from 'node:net';
import postgres from 'postgres';

const sockets = new Set();
const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => sockets.delete(socket));
  socket.once('data', () => socket.write('id: 0\n\n'));
});
const sql = postgres(process.env.DATABASE_URL, { max: 1 });
await sql.listen('bare_outbox', (payload) => {
  const frame = Buffer.from(`id: ${payload}\nevent: invoice.changed\ndata: ${'x'.repeat(110)}\n\n`);
  for (const socket of sockets) socket.write(frame);
});
process.on('message', () => {
  globalThis.gc?.();
  process.send({});
});
server.listen(0, () => process.send({ port: server.address().port }));
