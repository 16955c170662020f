import { createServer, type Server, Socket } from 'node:net';
import postgres from 'postgres';
import { afterEach, describe, expect, it, vi } from 'vitest';

const message = (type: string, body: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const int16 = (n: number): Buffer => Buffer.from([n >> 8, n & 255]);
const int32 = (n: number): Buffer => Buffer.from([n >> 24, n >> 16, n >> 8, n].map((byte) => byte & 255));
const text = (words: string): Buffer => Buffer.from(`${words}\0`);

const ready = message('Z', Buffer.from('I'));
const described = Buffer.concat([
  message('1'),
  message('t', int16(0)),
  message(
    'T',
    Buffer.concat([int16(1), text('n'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]),
  ),
  message('2'),
]);
const row = (value: string): Buffer =>
  message('D', Buffer.concat([int16(1), int32(value.length), Buffer.from(value)]));
const complete = Buffer.concat([message('C', text('SELECT 1')), ready]);
const shutDown = message(
  'E',
  Buffer.concat([text('SFATAL'), text('C57P01'), text('Mshut down'), Buffer.from([0])]),
);

/** Speaks PostgreSQL's protocol (version 3) as far as `select` needs it, and dies in the middle of the first answer. */
function dyingServer(): Promise<Server> {
  let asked = 0;
  const answer = (socket: Socket, bytes: Buffer) => {
    if (bytes[0] !== 'P'.charCodeAt(0)) return socket.write(Buffer.concat([message('R', int32(0)), ready]));
    asked += 1;
    return asked === 1
      ? socket.end(Buffer.concat([described, row('first'), shutDown]))
      : socket.write(Buffer.concat([described, row(`answer ${asked}`), complete]));
  };
  const server = createServer((socket) => socket.on('data', (bytes) => answer(socket, bytes)));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

let server: Server | undefined;
afterEach(() => {
  server?.close();
  vi.restoreAllMocks();
});

describe('F13 the driver, when the database dies in the middle of an answer', () => {
  it('F13 gives the next question its own answer, whole: no error and no row of the one before', async () => {
    server = await dyingServer();
    const { port } = server.address() as { port: number };
    const sql = postgres({ host: '127.0.0.1', port, max: 1, fetch_types: false, backoff: () => 0 });
    await expect(sql`select n from a`).rejects.toThrow();
    expect([...(await sql`select n from b`)]).toEqual([{ n: 'answer 2' }]);
    expect([...(await sql`select n from c`)]).toEqual([{ n: 'answer 3' }]);
    await sql.end({ timeout: 1 });
  });
});

describe('the driver, when it has more to say before it is answered', () => {
  it('does not hold a small message back until the last one is acknowledged, 40 ms later', async () => {
    const setNoDelay = vi.spyOn(Socket.prototype, 'setNoDelay');
    server = await dyingServer();
    const { port } = server.address() as { port: number };
    const sql = postgres({ host: '127.0.0.1', port, max: 1, fetch_types: false, backoff: () => 0 });
    await sql`select n from a`.catch(() => {});
    expect(setNoDelay).toHaveBeenCalledWith(true);
    await sql.end({ timeout: 1 });
  });
});
