/** What the frames of the stand-in say to the page that they are part of. */
export type FrameMessage = {
  kind: 'paypal-frame';
  frame: string;
  said: 'ready' | 'click' | 'approved' | 'cancelled';
};

export const isFrameMessage = (data: unknown, frame: string): data is FrameMessage =>
  typeof data === 'object' &&
  data !== null &&
  'kind' in data &&
  data.kind === 'paypal-frame' &&
  'frame' in data &&
  data.frame === frame &&
  'said' in data;

/** A frame's word to the very page that made it; nothing where no page did. */
export function tellHost(said: FrameMessage['said']): boolean {
  const query = new URLSearchParams(window.location.search);
  const host = query.get('host');
  const frame = query.get('frame');
  if (window.parent === window || host === null || frame === null) return false;
  const message: FrameMessage = { kind: 'paypal-frame', frame, said };
  window.parent.postMessage(message, host);
  return true;
}
