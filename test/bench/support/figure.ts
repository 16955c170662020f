/** One line of the report. A goal that was missed is `ok: false`; one that could not be measured is `ok: null`. */
export type Figure = {
  name: string;
  value: number | null;
  unit: string;
  /** The same measured of the reference, in the same run; null where the goal is a plain limit. */
  reference: number | null;
  /** `value / reference`. */
  ratio: number | null;
  goal: string | null;
  ok: boolean | null;
  /** What the reference is, and under which conditions. */
  note?: string;
};

/** Names what is held against the limit, and which side of it is good. */
export type Goal = { of: 'ratio' | 'value'; atMost?: number; atLeast?: number };

export type Measured = {
  name: string;
  value: number;
  unit: string;
  reference?: number;
  goal?: Goal;
  note?: string;
};

export function figure({ name, value, unit, reference, goal, note }: Measured): Figure {
  const ratio = reference === undefined ? null : value / reference;
  const held = goal?.of === 'ratio' ? ratio : value;
  return {
    name,
    value: round(value),
    unit,
    reference: reference === undefined ? null : round(reference),
    ratio: ratio === null ? null : round(ratio),
    goal: goal ? wordsOf(goal) : null,
    ok: goal && held !== null ? held <= (goal.atMost ?? Infinity) && held >= (goal.atLeast ?? 0) : null,
    ...(note ? { note } : {}),
  };
}

export const skipped = (name: string, unit: string, note: string): Figure => ({
  name,
  value: null,
  unit,
  reference: null,
  ratio: null,
  goal: null,
  ok: null,
  note: `skipped: ${note}`,
});

/** The value below which this share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const wordsOf = ({ of, atMost, atLeast }: Goal): string =>
  `${of} ${atMost === undefined ? `>= ${atLeast}` : `<= ${atMost}`}`;

const round = (value: number): number => Number(value.toPrecision(4));
