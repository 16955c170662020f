import { SaxesParser } from 'saxes';
import { FileFault } from './file-fault.ts';

/** An element without its namespace's prefix. */
export type Element = { name: string; text: string; attributes: Record<string, string>; children: Element[] };

const maxDepth = 40;
const maxText = 20_000;

/**
 * Reads XML and hands over each element of one of these names when it ends; it is not kept in its parent, so a large file
 * needs little memory. No DTD is accepted, so there are no entities but XML's own five.
 * @throws FileFault for what is not well-formed XML, has a DTD or is nested deeper than any statement
 */
export function readXml(
  text: string,
  handedOver: ReadonlySet<string>,
  onElement: (element: Element, parents: readonly Element[]) => void,
): Element {
  const parser = new SaxesParser({ xmlns: false });
  const stack: Element[] = [];
  let root: Element | undefined;
  parser.on('doctype', () => {
    throw new FileFault('the file has a document type definition');
  });
  parser.on('error', (error) => {
    throw new FileFault(`the file is not whole or not XML: ${error.message.slice(0, 120)}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (stack.length >= maxDepth) throw new FileFault('the file is nested too deeply');
    const element: Element = { name: localName(name), text: '', attributes, children: [] };
    root ??= element;
    stack.push(element);
  });
  const append = (piece: string) => {
    const element = stack.at(-1);
    // Layout between elements is no text.
    if (!element || (element.text === '' && piece.trim() === '')) return;
    element.text += piece;
    if (element.text.length > maxText) throw new FileFault(`<${element.name}> is too long`);
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    const element = stack.pop();
    if (!element) return;
    element.text = element.text.trim();
    if (handedOver.has(element.name)) onElement(element, stack);
    else stack.at(-1)?.children.push(element);
  });
  parser.write(text).close();
  if (!root) throw new FileFault('the file is empty');
  return root;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The first element at the end of this path. */
export function at(element: Element | undefined, ...path: string[]): Element | undefined {
  let found = element;
  for (const name of path) {
    if (!found) return undefined;
    found = found.children.find((child) => child.name === name);
  }
  return found;
}

export const textAt = (element: Element | undefined, ...path: string[]): string | undefined => {
  const text = at(element, ...path)?.text;
  return text === '' ? undefined : text;
};

export const all = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((child) => child.name === name) ?? [];
