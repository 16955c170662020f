/** Keeps what a pure function of texts answered: three years of billing ask for the same prices again and again. */
export function remembered<Args extends string[], Result>(
  compute: (...args: Args) => Result,
): (...args: Args) => Result {
  const known = new Map<string, Result>();
  return (...args) => {
    const key = args.join('|');
    const found = known.get(key);
    if (found !== undefined) return found;
    const result = compute(...args);
    known.set(key, result);
    return result;
  };
}
