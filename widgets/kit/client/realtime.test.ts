import { aTimeout, expect } from '@open-wc/testing';
import { waitUntil } from '../testing/wait-until.ts';
import { RealtimeConnection } from './realtime.ts';
import type { RealtimeEvent } from './realtime-types.ts';

/** A server of one stream at a time. */
function server() {
  const opened: Record<string, string>[] = [];
  let current: ReadableStreamDefaultController<Uint8Array> | undefined;
  const connect = async (headers: Record<string, string>, signal: AbortSignal) => {
    opened.push(headers);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        current = controller;
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(body);
  };
  const encoder = new TextEncoder();
  return {
    opened,
    connect,
    say: (text: string) => current?.enqueue(encoder.encode(text)),
    hangUp: () => current?.close(),
  };
}

const frame = (id: number, topic: string) =>
  `id: ${id}\nevent: ${topic}\ndata: {"subject":{"type":"invoice","id":"i${id}"},"at":"2026-03-03T00:00:00Z"}\n\n`;

describe('realtime', () => {
  it('shares one connection and tells each listener its topics', async () => {
    const { opened, connect, say } = server();
    const realtime = new RealtimeConnection(connect);
    const invoices: RealtimeEvent[] = [];
    const payments: RealtimeEvent[] = [];
    const stop = [
      realtime.on(['invoice.changed'], (event) => invoices.push(event)),
      realtime.on(['payment.changed'], (event) => payments.push(event)),
    ];
    await waitUntil(() => realtime.state === 'open');
    say(frame(1, 'invoice.changed'));
    say(': heartbeat\n\nevent: reset\ndata: {}\n\n');
    await waitUntil(() => payments.length === 1);
    expect(opened).to.have.length(1);
    expect(invoices.map((event) => event.topic)).to.deep.equal(['invoice.changed', 'reset']);
    expect(invoices[0]?.subject).to.deep.equal({ type: 'invoice', id: 'i1' });
    expect(payments[0]?.topic).to.equal('reset');
    for (const one of stop) one();
  });

  it('resumes from the last event after the stream ends', async () => {
    const { opened, connect, say, hangUp } = server();
    const realtime = new RealtimeConnection(connect);
    const seen: string[] = [];
    const stop = realtime.on(['invoice.changed'], (event) => seen.push(event.subject?.id ?? event.topic));
    await waitUntil(() => realtime.state === 'open');
    say(frame(41, 'invoice.changed'));
    await waitUntil(() => seen.length === 1);
    hangUp();
    await waitUntil(() => opened.length === 2, 'no second connection');
    expect(opened[1]?.['last-event-id']).to.equal('41');
    stop();
  });

  it('survives a listener that throws and data that is no JSON', async () => {
    const { connect, say } = server();
    const realtime = new RealtimeConnection(connect);
    const seen: string[] = [];
    const logged = console.error;
    console.error = () => {};
    const stop = [
      realtime.on(['invoice.changed'], () => {
        throw new Error('on purpose');
      }),
      realtime.on(['invoice.changed'], (event) => seen.push(event.topic)),
    ];
    await waitUntil(() => realtime.state === 'open');
    say('id: 1\nevent: invoice.changed\ndata: {oops\n\n');
    say(frame(2, 'invoice.changed'));
    await waitUntil(() => seen.length === 1);
    console.error = logged;
    for (const one of stop) one();
  });

  it('closes after the last listener, but not for one that moves', async () => {
    const { opened, connect } = server();
    const realtime = new RealtimeConnection(connect);
    const stop = realtime.on(['invoice.changed'], () => {});
    await waitUntil(() => realtime.state === 'open');
    stop();
    const again = realtime.on(['invoice.changed'], () => {});
    await aTimeout(1_100);
    expect(realtime.state).to.equal('open');
    expect(opened).to.have.length(1);
    again();
    await aTimeout(1_100);
    expect(realtime.state).to.equal('idle');
  });
});
