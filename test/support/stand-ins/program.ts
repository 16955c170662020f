import { createServer } from 'node:http';

/** Answers on the port that the named variable holds, until it is asked to stop. */
export function serve(variable: string): void {
  const server = createServer((_request, response) => response.end('ok'));
  server.listen(Number(process.env[variable]));
  process.on('SIGTERM', () => {
    server.close();
    server.closeAllConnections();
  });
}
