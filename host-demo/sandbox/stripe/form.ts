/** Parameters as Stripe takes them: `a[b]=1&c[]=2&d[0][e]=3`, nested to any reasonable depth. */
export type Form = { [key: string]: FormValue };
export type FormValue = string | FormValue[] | Form;

type Tree = Map<string, Tree | string>;

/** Reads a form-encoded body or query string. A list is an object whose keys are all numbers. */
export function parseForm(encoded: string): Form {
  const root: Tree = new Map();
  for (const [name, value] of new URLSearchParams(encoded)) place(root, splitName(name), value);
  return formOf(root);
}

function splitName(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket <= 0) return [name];
  const inner = [...name.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return [name.slice(0, bracket), ...inner];
}

function place(tree: Tree, path: string[], value: string): void {
  const [head = '', ...rest] = path;
  const key = head === '' ? String(tree.size) : head;
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const known = tree.get(key);
  const branch: Tree = known instanceof Map ? known : new Map();
  tree.set(key, branch);
  place(branch, rest, value);
}

function formOf(tree: Tree): Form {
  // A null prototype: `__proto__` in a body is a name like any other.
  const form: Form = Object.create(null);
  for (const [key, value] of tree) form[key] = formValueOf(value);
  return form;
}

function formValueOf(value: Tree | string): FormValue {
  if (typeof value === 'string') return value;
  const isList = value.size > 0 && [...value.keys()].every((key) => /^\d+$/.test(key));
  return isList ? [...value.values()].map(formValueOf) : formOf(value);
}
