import { type Connect, type FrameMessage, type FrameSettings, type Hello, hasKind } from './protocol.ts';

/** A frame's end of the line: says hello to the page it was made by, and to no other. */
export function connectToHost(onConnect: (port: MessagePort, settings: FrameSettings) => void): {
  isFramed: boolean;
} {
  const hash = new URLSearchParams(window.location.hash.slice(1));
  const host = hash.get('host');
  const frame = hash.get('frame');
  if (window.parent === window || host === null || frame === null) return { isFramed: false };
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.origin !== host || event.source !== window.parent) return;
    if (!isConnect(event.data) || event.data.frame !== frame) return;
    const port = event.ports[0];
    if (port) onConnect(port, event.data.settings);
  });
  const hello: Hello = { kind: 'stripe-frame-hello', frame };
  window.parent.postMessage(hello, host);
  return { isFramed: true };
}

export const say = (port: MessagePort, message: FrameMessage): void => port.postMessage(message);

const isConnect = (data: unknown): data is Connect =>
  hasKind(data, 'stripe-frame-connect') && 'settings' in data && typeof data.settings === 'object';
