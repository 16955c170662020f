import { createServer, type IncomingHttpHeaders } from 'node:http';

export type Received = { headers: IncomingHttpHeaders; body: string; path: string };

/** A small server that keeps what it gets and answers as told; for tests of what the sandbox sends. */
export type Receiver = {
  origin: string;
  received: Received[];
  /** Status for the next calls; a function may decide by what came. */
  answer: (call: Received, count: number) => { status: number; body?: string };
  close(): Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    origin: '',
    received: [],
    answer: () => ({ status: 200 }),
    close: async () => {},
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const call = {
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
        path: request.url ?? '',
      };
      receiver.received.push(call);
      const { status, body = '' } = receiver.answer(call, receiver.received.length);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  // As long as any test: a connection that this end lets go while the sender takes it up again is a delivery lost.
  server.keepAliveTimeout = 300_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  receiver.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  receiver.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return receiver;
}
