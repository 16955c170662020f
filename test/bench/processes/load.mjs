// Sends HTTP/1.1 requests over plain sockets: the lightest client leaves most of the machine to what is measured.
import { connect } from 'node:net';

process.on('message', async (load) => process.send(await drive(load)));
process.send({});

async function drive({ port, requests, connections, seconds }) {
  const tally = { latencies: [], statuses: {}, bytes: 0 };
  const wire = requests.map((text) => Buffer.from(text));
  const began = performance.now();
  const until = seconds === undefined ? Number.POSITIVE_INFINITY : began + seconds * 1000;
  let index = 0;
  const next = () => {
    if (performance.now() >= until) return undefined;
    if (seconds === undefined && index >= wire.length) return undefined;
    return wire[index++ % wire.length];
  };
  await Promise.all(Array.from({ length: connections }, () => converse(port, next, tally)));
  const elapsed = (performance.now() - began) / 1000;
  const sorted = tally.latencies.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return {
    count: sorted.length,
    perSecond: sorted.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length,
    statuses: tally.statuses,
    bytes: tally.bytes,
  };
}

function converse(port, next, tally) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sent = 0;
    let parts = [];
    let size = 0;
    let wanted;
    const send = () => {
      const request = next();
      if (request === undefined) {
        socket.destroy();
        return resolve();
      }
      sent = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('end', () => reject(new Error('the server closed the connection')));
    socket.on('data', (chunk) => {
      parts.push(chunk);
      size += chunk.length;
      if (wanted === undefined) wanted = readHead(parts.length === 1 ? chunk : Buffer.concat(parts), tally);
      if (wanted === undefined) return;
      const last = parts.at(-1);
      const done =
        wanted === 'chunked' ? last.subarray(-5).toString('latin1') === '0\r\n\r\n' : size >= wanted;
      if (!done) return;
      tally.latencies.push(performance.now() - sent);
      tally.bytes += size;
      parts = [];
      size = 0;
      wanted = undefined;
      send();
    });
  });
}

/** The size of the whole answer, once its head is there. */
function readHead(bytes, tally) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const status = head.slice(9, 12);
  tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  return length === undefined ? 'chunked' : end + 4 + Number(length);
}
