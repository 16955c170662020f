/** One event of a `text/event-stream` (WHATWG HTML, section 9.2). */
export type StreamEvent = { readonly id: string | undefined; readonly name: string; readonly data: string };

/**
 * Reads an event stream piece by piece, however the network cut it. `onEvent` hears complete events only: an event that
 * the end of the stream cut off is dropped, as the standard asks.
 */
export function eventStreamReader(onEvent: (event: StreamEvent) => void): (piece: string) => void {
  let rest = '';
  let id: string | undefined;
  let name = '';
  let data: string[] = [];
  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) onEvent({ id, name: name === '' ? 'message' : name, data: data.join('\n') });
      name = '';
      data = [];
      return;
    }
    const colon = text.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'id' && !value.includes('\0')) id = value;
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  };
  return (piece) => {
    rest += piece;
    // A carriage return at the very end may be the first half of a line end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  };
}
