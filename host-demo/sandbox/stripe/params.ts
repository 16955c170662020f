import { invalidParameter, missingParameter, unknownParameter } from './errors.ts';
import type { Form, FormValue } from './form.ts';

/** Refuses names Stripe does not know, as Stripe does; `expand` is known everywhere. */
export function allowOnly(form: Form, names: readonly string[]): void {
  for (const name of Object.keys(form)) {
    if (name !== 'expand' && !names.includes(name)) throw unknownParameter(name);
  }
}

export function optionalText(form: Form, name: string): string | undefined {
  const value = form[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalidParameter(name, `Invalid string: ${name}`);
  return value;
}

/** An empty string unsets a field: it reads as `null`. */
export function nullableText(form: Form, name: string): string | null | undefined {
  const value = optionalText(form, name);
  return value === '' ? null : value;
}

export function requiredText(form: Form, name: string): string {
  const value = optionalText(form, name);
  if (value === undefined || value === '') throw missingParameter(name);
  return value;
}

export function optionalInteger(form: Form, name: string): number | undefined {
  const value = optionalText(form, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw invalidParameter(name, `Invalid integer: ${value}`, 'parameter_invalid_integer');
  }
  return number;
}

export function requiredInteger(form: Form, name: string): number {
  const value = optionalInteger(form, name);
  if (value === undefined) throw missingParameter(name);
  return value;
}

export function optionalFlag(form: Form, name: string): boolean | undefined {
  const value = optionalText(form, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') throw invalidParameter(name, `Invalid boolean: ${value}`);
  return value === 'true';
}

export function optionalForm(form: Form, name: string): Form | undefined {
  const value = form[name];
  if (value === undefined || value === '') return undefined;
  if (!isForm(value)) throw invalidParameter(name, 'Invalid object');
  return value;
}

export function textList(form: Form, name: string): string[] | undefined {
  const value = form[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw invalidParameter(name, 'Invalid array');
  return value.map((item) => {
    if (typeof item !== 'string') throw invalidParameter(name, 'Invalid array');
    return item;
  });
}

/** Metadata as Stripe merges it: given keys replace, an empty value removes, an empty whole clears. */
export function mergedMetadata(form: Form, before: Record<string, string>): Record<string, string> {
  const given = form.metadata;
  if (given === undefined) return before;
  if (given === '') return {};
  if (!isForm(given)) throw invalidParameter('metadata', 'Invalid object');
  const merged = { ...before };
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== 'string') throw invalidParameter(`metadata[${key}]`, 'Invalid string');
    if (key.length > 40) throw invalidParameter('metadata', 'Metadata keys can have up to 40 characters.');
    if (value.length > 500) {
      throw invalidParameter(`metadata[${key}]`, 'Metadata values can have up to 500 characters.');
    }
    if (value === '') delete merged[key];
    else merged[key] = value;
  }
  if (Object.keys(merged).length > 50) throw invalidParameter('metadata', 'You can have at most 50 keys.');
  return merged;
}

export const isForm = (value: FormValue | undefined): value is Form =>
  typeof value === 'object' && !Array.isArray(value);
