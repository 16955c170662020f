import { expect } from '@open-wc/testing';
import { eventStreamReader, type StreamEvent } from './event-stream.ts';

const text =
  ': hello\r\nid: 7\r\nevent: invoice.changed\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata:x\n\nid: 9\n\ndata: cut';

describe('the event stream', () => {
  it('reads the same events however the network cut it', () => {
    const whole = readIn(text, text.length);
    expect(whole).to.deep.equal([
      { id: '7', name: 'invoice.changed', data: '{"a":\n1}' },
      { id: '7', name: 'message', data: 'x' },
    ]);
    for (let size = 1; size < text.length; size += 1) expect(readIn(text, size)).to.deep.equal(whole);
  });
});

function readIn(all: string, size: number): StreamEvent[] {
  const events: StreamEvent[] = [];
  const read = eventStreamReader((event) => events.push(event));
  for (let at = 0; at < all.length; at += size) read(all.slice(at, at + size));
  return events;
}
