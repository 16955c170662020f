import { type Connect, type FrameMessage, type FrameSettings, hasKind } from './protocol.ts';

const HELLO_WITHIN_MS = 15_000;

export type FrameOptions = {
  url: string;
  title: string;
  settings: () => FrameSettings;
  onMessage: (message: FrameMessage) => void;
  onFailure: (reason: string) => void;
};

/** A frame of the vendor's origin, and the private port to it. */
export class FrameChannel {
  readonly element: HTMLIFrameElement;
  readonly #options: FrameOptions;
  readonly #frame = crypto.randomUUID();
  readonly #origin: string;
  #port: MessagePort | undefined;
  #next = 1;
  #timer: number | undefined;
  readonly #waiting = new Map<number, (answer: unknown) => void>();

  constructor(options: FrameOptions) {
    this.#options = options;
    const url = new URL(options.url);
    url.hash = new URLSearchParams({ host: window.location.origin, frame: this.#frame }).toString();
    this.#origin = url.origin;
    this.element = document.createElement('iframe');
    this.element.src = url.href;
    this.element.title = options.title;
    this.element.name = `__stripe_${this.#frame}`;
  }

  /** Listens before the frame is in the document, so that its first words are heard. */
  appendTo(parent: Element): void {
    window.addEventListener('message', this.#onHello);
    document.addEventListener('securitypolicyviolation', this.#onBlocked);
    this.#timer = window.setTimeout(
      () => this.#options.onFailure('The payment form did not load.'),
      HELLO_WITHIN_MS,
    );
    parent.append(this.element);
  }

  remove(): void {
    window.removeEventListener('message', this.#onHello);
    document.removeEventListener('securitypolicyviolation', this.#onBlocked);
    window.clearTimeout(this.#timer);
    this.#port?.close();
    this.#port = undefined;
    this.element.remove();
  }

  get isConnected(): boolean {
    return this.#port !== undefined;
  }

  ask(request: { method: string; [more: string]: unknown }): Promise<unknown> {
    const port = this.#port;
    if (!port) return Promise.reject(new Error('The payment form is not ready.'));
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      port.postMessage({ id, ...request });
    });
  }

  /** A blocked frame loads an empty page and says nothing: the policy's report is the only sign. */
  readonly #onBlocked = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective !== 'frame-src' || !event.blockedURI.startsWith(this.#origin)) return;
    window.clearTimeout(this.#timer);
    this.#options.onFailure(`The page's Content-Security-Policy lacks frame-src ${this.#origin}.`);
  };

  /** A frame that was moved in the document loads anew and says hello again. */
  readonly #onHello = (event: MessageEvent<unknown>): void => {
    if (event.origin !== this.#origin || event.source !== this.element.contentWindow) return;
    if (!hasKind(event.data, 'stripe-frame-hello') || event.data.frame !== this.#frame) return;
    window.clearTimeout(this.#timer);
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (message: MessageEvent<FrameMessage>) => this.#receive(message.data);
    const connect: Connect = {
      kind: 'stripe-frame-connect',
      frame: this.#frame,
      settings: this.#options.settings(),
    };
    this.element.contentWindow?.postMessage(connect, this.#origin, [port2]);
  };

  #receive(message: FrameMessage): void {
    if ('reply' in message) {
      this.#waiting.get(message.reply)?.(message.answer);
      this.#waiting.delete(message.reply);
      return;
    }
    this.#options.onMessage(message);
  }
}
