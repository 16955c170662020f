import { SaxesParser } from 'saxes';

/** An XML element with its children in their order. Names carry their prefix: `cbc:ID`. */
export class Element {
  readonly children: Element[] = [];
  text = '';
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: Element | null;

  constructor(name: string, attributes: Record<string, string>, parent: Element | null) {
    this.name = name;
    this.attributes = attributes;
    this.parent = parent;
  }

  /** Elements at a path below this one: `cac:Party/cbc:EndpointID`. */
  all(path: string): Element[] {
    return path
      .split('/')
      .reduce<Element[]>(
        (found, step) => found.flatMap((one) => one.children.filter((child) => child.name === step)),
        [this],
      );
  }

  /** The text at a path; empty where there is no such element. */
  at(path: string): string {
    return this.all(path)[0]?.text.trim() ?? '';
  }

  /** An amount in cents; NaN where there is none. */
  cents(path: string): number {
    const text = this.at(path);
    return /^-?\d+(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : Number.NaN;
  }

  /** This element and everything in it. */
  whole(): Element[] {
    return [this, ...this.children.flatMap((child) => child.whole())];
  }
}

/** Reads a document strictly: throws where it is not well-formed, or a prefix is not bound. */
export function readXml(xml: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  let root: Element | null = null;
  let open: Element | null = null;
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
    const element = new Element(name, values, open);
    open?.children.push(element);
    root ??= element;
    open = element;
  });
  parser.on('text', (text) => {
    if (open) open.text += text;
  });
  parser.on('closetag', () => {
    open = open?.parent ?? null;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  if (!root) throw new Error('There is no element.');
  return root;
}
