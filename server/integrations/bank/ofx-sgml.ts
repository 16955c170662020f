import { FileFault } from './file-fault.ts';
import type { Element } from './xml-tree.ts';

const tag = /<(\/?)([A-Za-z0-9._]{1,64})>([^<]*)/y;
const maxDepth = 40;

/**
 * OFX 1 as SGML: an element with text after its tag is a value and ends there, with or without an end tag; one without is
 * an aggregate and has to be closed.
 * @throws FileFault when an aggregate is left open: the file was cut short
 */
export function readSgml(
  text: string,
  handedOver: ReadonlySet<string>,
  onElement: (element: Element) => void,
): Element {
  const stack: Element[] = [];
  let root: Element | undefined;
  let value = '';
  let at = 0;
  while (at < text.length) {
    tag.lastIndex = at;
    const [whole, slash, name = '', after = ''] = tag.exec(text) ?? [];
    if (whole === undefined) throw new FileFault(`"${text.slice(at, at + 20)}" is not OFX`);
    at += whole.length;
    const content = after.trim();
    if (slash === '/') {
      if (content !== '') throw new FileFault(`text follows after </${name}>`);
      // The end tag of a value is allowed and says nothing new.
      if (value === name) {
        value = '';
        continue;
      }
      close(name);
    } else open(name, content);
  }
  if (!root || stack.length > 0) throw new FileFault('the file ends before </OFX>');
  return root;

  function open(name: string, content: string): void {
    if (root && stack.length === 0) throw new FileFault('something follows after </OFX>');
    if (stack.length >= maxDepth) throw new FileFault('the file is nested too deeply');
    const element: Element = { name, text: decoded(content), attributes: {}, children: [] };
    root ??= element;
    value = content === '' ? '' : name;
    if (content === '') stack.push(element);
    else stack.at(-1)?.children.push(element);
  }

  /** Values may be empty: such an element looked like an aggregate until its parent ends. */
  function close(name: string): void {
    value = '';
    const place = stack.findLastIndex((element) => element.name === name);
    if (place < 0) throw new FileFault(`</${name}> was not opened`);
    while (stack.length > place + 1) {
      const empty = stack.pop();
      if (!empty) break;
      if (handedOver.has(empty.name)) throw new FileFault(`<${empty.name}> is not closed`);
      stack.at(-1)?.children.push(...empty.children.splice(0));
    }
    const element = stack.pop();
    if (!element) return;
    if (handedOver.has(element.name)) onElement(element);
    else stack.at(-1)?.children.push(element);
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ' };
const decoded = (text: string): string =>
  text.includes('&') ? text.replace(/&(amp|lt|gt|nbsp);/g, (_, name: string) => entities[name] ?? '') : text;
