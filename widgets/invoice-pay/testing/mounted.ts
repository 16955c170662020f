import { ContextProvider } from '@lit/context';
import { sessionContext } from '../../kit/session/session-context.ts';
import type { FakeSession } from '../../kit/testing/fake-session.ts';
import { waitUntil } from '../../kit/testing/wait-until.ts';
import '../invoice-pay.define.ts';
import type { FoyerInvoicePay } from '../invoice-pay.element.ts';
import { StubServer } from './stub-server.ts';
import { stubSession } from './stub-session.ts';

export type Mounted = {
  readonly widget: FoyerInvoicePay;
  readonly server: StubServer;
  readonly session: FakeSession;
  /** Everything of a selector in the widget and the shadow roots of its parts, in document order. */
  all(selector: string): HTMLElement[];
  one(selector: string): HTMLElement;
  /** The button or checkbox with this text or name; waits for it. */
  button(name: string | RegExp): Promise<HTMLElement>;
  click(name: string | RegExp): Promise<void>;
  /** All text that is on the screen. */
  text(): string;
  sees(text: string | RegExp): Promise<void>;
  remove(): void;
};

type Options = {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly server?: StubServer;
  readonly session?: FakeSession;
};

/** The widget on a page of its own, with a stub server behind it. */
export async function mounted({
  attributes = {},
  server = new StubServer(),
  session = stubSession(server),
}: Options = {}): Promise<Mounted> {
  const page = document.createElement('div');
  new ContextProvider(page, { context: sessionContext, initialValue: session });
  const widget = document.createElement('foyer-invoice-pay');
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  page.append(widget);
  document.body.append(page);
  const all = (selector: string) =>
    [...deep(widget)].filter((element) => element.matches(selector) && isShown(element));
  const text = () => wordsOf(widget).replace(/\s+/g, ' ');
  const matches = (words: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? words.includes(wanted) : wanted.test(words);
  const find = (name: string | RegExp) =>
    all('button, a, input[type=checkbox]').find((element) => {
      const label = element.getAttribute('aria-label') ?? wordsOf(slotted(element)).trim();
      return typeof name === 'string' ? label === name : name.test(label);
    });
  const button = async (name: string | RegExp) => {
    await waitUntil(() => find(name), `a button named ${name} in: ${text()}`, { timeout: 4_000 });
    const found = find(name);
    if (!found) throw new Error(`The button ${name} went away.`);
    return found;
  };
  await waitUntil(() => widget.hasUpdated);
  return {
    widget,
    server,
    session,
    all,
    one: (selector) => {
      const [first] = all(selector);
      if (!first) throw new Error(`No ${selector} in: ${text()}`);
      return first;
    },
    button,
    click: async (name) => (await button(name)).click(),
    text,
    sees: (wanted) =>
      waitUntil(() => matches(text(), wanted), `${wanted} in: ${text().slice(0, 600)}`, { timeout: 4_000 }),
    remove: () => page.remove(),
  };
}

function* deep(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const child of root.children) {
    if (child instanceof HTMLElement) {
      yield child;
      if (child.shadowRoot) yield* deep(child.shadowRoot);
    }
    yield* deep(child);
  }
  if (root instanceof HTMLElement && root.shadowRoot && root.localName === 'foyer-invoice-pay')
    yield* deep(root.shadowRoot);
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility();
}

/** A part's button holds a slot: its words are those of the part. */
function slotted(element: HTMLElement): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot && element.querySelector('slot') ? root.host : element;
}

function wordsOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement) return '';
  if (node instanceof HTMLElement && !node.checkVisibility() && node.localName !== 'slot') return '';
  const inside = node instanceof Element && node.shadowRoot ? [...node.shadowRoot.childNodes] : [];
  return [...inside, ...node.childNodes].map(wordsOf).join(' ');
}
