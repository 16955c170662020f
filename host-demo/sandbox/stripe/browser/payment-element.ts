import { FrameChannel } from './frame-channel.ts';
import { IntegrationError } from './integration-error.ts';
import type {
  ApiAnswer,
  CardError,
  ConfirmOrder,
  FrameMessage,
  FrameSettings,
  MethodType,
} from './protocol.ts';

type Listener = (event: unknown) => void;

/** The card form as the host's page sees it: a mount point, events, and nothing of the card. */
export class PaymentElement {
  readonly #frameUrl: string;
  readonly #settings: () => FrameSettings;
  readonly #listeners = new Map<string, Set<Listener>>();
  #channel: FrameChannel | undefined;
  #confirming: Promise<ApiAnswer> | undefined;
  #isDestroyed = false;
  #isReady = false;
  #selected: MethodType = 'card';

  constructor(frameUrl: string, settings: () => FrameSettings) {
    this.#frameUrl = frameUrl;
    this.#settings = settings;
  }

  mount(target: string | Element): void {
    if (this.#isDestroyed) throw new IntegrationError('This Element has already been destroyed.');
    const parent = typeof target === 'string' ? document.querySelector(target) : target;
    if (!(parent instanceof Element)) {
      throw new IntegrationError(
        `The selector you specified (${String(target)}) applies to no DOM elements that are currently on the page.`,
      );
    }
    // The vendor's script finds its frames through the document, where a shadow root's content is not.
    if (parent.getRootNode() instanceof ShadowRoot) {
      throw new IntegrationError(
        'Element must be in the light DOM: it cannot be mounted inside a shadow root.',
      );
    }
    this.unmount();
    parent.replaceChildren();
    this.#channel = new FrameChannel({
      url: this.#frameUrl,
      title: 'Secure payment input frame',
      settings: this.#settings,
      onMessage: (message) => this.#receive(message),
      onFailure: (message) =>
        this.#emit('loaderror', { elementType: 'payment', error: { type: 'api_connection_error', message } }),
    });
    const { style } = this.#channel.element;
    style.display = 'block';
    // The frame is a little wider than its place, so that focus rings inside it are not cut.
    style.width = 'calc(100% + 8px)';
    style.maxWidth = 'none';
    style.margin = '-4px';
    style.height = '220px';
    style.border = '0';
    // A frame whose colour scheme differs from its content's gets an opaque canvas; what is inside names none, so is light.
    style.colorScheme = 'light only';
    this.#channel.appendTo(parent);
  }

  unmount(): void {
    this.#channel?.remove();
    this.#channel = undefined;
    this.#isReady = false;
  }

  destroy(): void {
    this.unmount();
    this.#isDestroyed = true;
    this.#listeners.clear();
  }

  on(event: string, listener: Listener): this {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener));
    return this;
  }

  once(event: string, listener: Listener): this {
    const wrapped: Listener = (detail) => {
      this.off(event, wrapped);
      listener(detail);
    };
    return this.on(event, wrapped);
  }

  off(event: string, listener?: Listener): this {
    if (listener) this.#listeners.get(event)?.delete(listener);
    else this.#listeners.delete(event);
    return this;
  }

  update(): void {
    this.applySettings();
  }

  focus(): void {
    this.#channel?.element.focus();
    void this.#send('focus');
  }

  blur(): void {
    void this.#send('blur');
  }

  clear(): void {
    void this.#send('clear');
  }

  collapse(): void {
    // With one way to pay there is nothing to fold away.
  }

  get selected(): MethodType {
    return this.#selected;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  applySettings(): void {
    if (this.#channel?.isConnected)
      void this.#channel.ask({ method: 'settings', settings: this.#settings() });
  }

  async validate(): Promise<CardError | null> {
    return (await this.#send('validate')) as CardError | null;
  }

  /** One confirmation at a time: a second click gets the first one's answer. */
  confirm(order: ConfirmOrder): Promise<ApiAnswer> {
    this.#confirming ??= this.#confirmOnce(order).finally(() => {
      this.#confirming = undefined;
    });
    return this.#confirming;
  }

  async #confirmOnce(order: ConfirmOrder): Promise<ApiAnswer> {
    if (!this.#channel) throw new IntegrationError('The payment Element must be mounted before confirming.');
    return (await this.#channel.ask({ method: 'confirm', order })) as ApiAnswer;
  }

  async #send(method: string): Promise<unknown> {
    return this.#channel?.isConnected ? this.#channel.ask({ method }) : null;
  }

  #receive(message: FrameMessage): void {
    if (!('notice' in message)) return;
    if (message.notice === 'height' && this.#channel) {
      this.#channel.element.style.height = `${message.height}px`;
    } else if (message.notice === 'change') {
      const { complete, empty, type } = message;
      this.#selected = type;
      this.#emit('change', {
        elementType: 'payment',
        complete,
        empty,
        collapsed: false,
        value: { type },
      });
    } else if (message.notice === 'ready') {
      this.#isReady = true;
      this.#emit('ready', { elementType: 'payment' });
    } else if (message.notice === 'focus' || message.notice === 'blur') {
      this.#emit(message.notice, { elementType: 'payment' });
    }
  }

  #emit(event: string, detail: unknown): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(detail);
  }
}

const _loadError = (message: string) => ({
  elementType: 'payment',
  error: { type: 'api_connection_error', message },
});
