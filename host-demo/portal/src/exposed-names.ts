/** Reads the names out of a manifest, which another build wrote: anything unexpected is no widget. */
export function exposedNames(document: unknown): readonly string[] {
  if (typeof document !== 'object' || document === null || !('exposes' in document)) return [];
  if (!Array.isArray(document.exposes)) return [];
  return document.exposes.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
      ? [entry.name.replace(/^\.\//, '')]
      : [],
  );
}
