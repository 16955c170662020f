import { type FrameMessage, isFrameMessage } from './messages.ts';

/** A frame of the vendor's with an ear for what it says; removes its ear with itself. */
export type Frame = { element: HTMLIFrameElement; remove(): void };

export function makeFrame(
  sandbox: string,
  path: string,
  options: { title: string; query?: Record<string, string>; onMessage: (said: FrameMessage['said']) => void },
): Frame {
  const id = crypto.randomUUID();
  const query = new URLSearchParams({ ...options.query, host: window.location.origin, frame: id });
  const element = document.createElement('iframe');
  element.title = options.title;
  element.src = `${sandbox}${path}?${query}`;
  const hear = (event: MessageEvent<unknown>): void => {
    if (event.origin !== sandbox || event.source !== element.contentWindow) return;
    if (isFrameMessage(event.data, id)) options.onMessage(event.data.said);
  };
  window.addEventListener('message', hear);
  return {
    element,
    remove: () => {
      window.removeEventListener('message', hear);
      element.remove();
    },
  };
}
