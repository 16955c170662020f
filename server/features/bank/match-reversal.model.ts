import { type BookedLine, type LineToMatch, type Match, nothing } from './bank-facts.model.ts';
import { moneyText } from './bank-words.model.ts';

/** Finds the line that a reversal takes back: the same amount, and a reference of the bank or the payer in common. */
export class ReversalIndex {
  readonly #byKey = new Map<string, BookedLine[]>();
  readonly #taken = new Set<string>();

  /** @param lines of the same file: a cheque can come and go in one statement */
  constructor(booked: readonly BookedLine[], lines: readonly LineToMatch[]) {
    const takenBack = new Set(lines.flatMap(({ reversal, amountCents }) => (reversal ? -amountCents : [])));
    for (const line of [...booked, ...lines].filter(({ amountCents }) => takenBack.has(amountCents)))
      for (const key of keysOf(line)) {
        const list = this.#byKey.get(key);
        if (list) list.push(line);
        else this.#byKey.set(key, [line]);
      }
  }

  find(line: LineToMatch): Match | null {
    for (const key of keysOf(line)) {
      const known = this.#byKey.get(key)?.filter(({ id }) => !this.#taken.has(id)) ?? [];
      // The newest one that is not younger than the reversal.
      const found = known.filter(({ bookedOn }) => bookedOn <= line.bookedOn).at(-1);
      if (!found) continue;
      this.#taken.add(found.id);
      return {
        ...nothing(line),
        decision: 'matched',
        rule: 'reversal',
        score: 0.95,
        explanation: `It takes back ${moneyText(found.amountCents)} of ${found.bookedOn}: amount and reference are the same.`,
        target: 'reversal',
        reversesLineId: found.id,
      };
    }
    return null;
  }
}

type Keyed = Pick<BookedLine, 'amountCents' | 'refs' | 'payerAccount'>;

function keysOf({ amountCents, refs, payerAccount }: Keyed): string[] {
  const cents = Math.abs(amountCents);
  return [
    ['b', refs.bankRef],
    ['e', refs.endToEnd],
    ['i', refs.instruction],
    ['c', refs.crn],
    ['p', payerAccount],
  ].flatMap(([kind, value]) => (value ? [`${kind} ${value} ${cents}`] : []));
}
