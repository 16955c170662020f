// Many readers of one event stream. Times are the machine's monotonic clock, which its processes share.
import { connect } from 'node:net';

const sockets = [];
const seen = new Map();
const waiting = new Map();

process.on('message', async (question) => {
  if (question.open) {
    await open(question);
    process.send({});
  } else if (question.await !== undefined) {
    process.send(await arrival(question.await));
  } else {
    for (const socket of sockets.splice(0)) socket.destroy();
    seen.clear();
    process.send({});
  }
});
process.send({});

async function open({ port, open: count, request }) {
  for (let left = count; left > 0; left -= 50)
    await Promise.all(Array.from({ length: Math.min(50, left) }, () => join(port, request)));
}

function join(port, request) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(request));
    let joined = false;
    let text = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const frames = text.split('\n\n');
      text = frames.pop();
      for (const frame of frames) {
        const id = /(?:^|\n)id: (\d+)/.exec(frame)?.[1];
        if (id === undefined) continue;
        if (joined) note(Number(id));
        joined = true;
        resolve();
      }
    });
    sockets.push(socket);
  });
}

function note(id) {
  const entry = seen.get(id) ?? { count: 0, last: 0n };
  entry.count += 1;
  entry.last = process.hrtime.bigint();
  seen.set(id, entry);
  if (entry.count >= sockets.length) waiting.get(id)?.();
}

/** Waits until every reader has the event, at most ten seconds, and a moment more for ones that come twice. */
async function arrival(id) {
  if ((seen.get(id)?.count ?? 0) < sockets.length)
    await Promise.race([
      new Promise((resolve) => waiting.set(id, resolve)),
      new Promise((resolve) => setTimeout(resolve, 10_000)),
    ]);
  waiting.delete(id);
  const entry = seen.get(id) ?? { count: 0, last: 0n };
  const last = String(entry.last);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return { count: entry.count, last };
}
