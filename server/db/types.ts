/**
 * Column types parsed once, here. Cents are safe integers or an error, days stay `YYYY-MM-DD`, instants become Date.
 * Numbers are PostgreSQL's type ids.
 */
export const columnTypes = {
  int8: {
    to: 20,
    from: [20],
    serialize: (value: number) => String(value),
    parse: (text: string): number => {
      const value = Number(text);
      if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`);
      return value;
    },
  },
  date: {
    to: 1082,
    from: [1082],
    serialize: (value: string) => value,
    parse: (text: string): string => text,
  },
};
