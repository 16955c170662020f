// The reference for a start: the least that can answer.
import { createServer } from 'node:http';

createServer((_request, response) => response.end('ok')).listen(0, () => console.log('ready'));
