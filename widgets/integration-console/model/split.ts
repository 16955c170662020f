import type {
  BankCandidates,
  BankLineView,
  ConfirmRequest,
} from '../../../server/features/bank/bank.contract.ts';

export type Candidate = BankCandidates['items'][number];
type Allocation = ConfirmRequest['allocations'][number];

/** One thing that a line's money is for, as somebody puts it together. */
export type SplitPart = {
  readonly key: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly invoiceId: string | null;
  readonly paymentId: string | null;
  /** Empty for money that stays as credit on account. */
  readonly label: string;
  /** The most that it can take, in whole cents. */
  readonly mostCents: number;
  /** Undefined while what is typed is no amount. */
  readonly cents: number | undefined;
};

export type Split = readonly SplitPart[];

/** Reads what was kept of it; what does not fit is nothing. */
export function splitFrom(text: string | undefined): Split {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) && value.every(isPart) ? value : [];
  } catch {
    return [];
  }
}

function isPart(value: unknown): value is SplitPart {
  if (typeof value !== 'object' || value === null) return false;
  const {
    key,
    clientId,
    clientName,
    invoiceId,
    paymentId,
    label,
    mostCents,
    cents,
  }: Record<string, unknown> = {
    ...value,
  };
  const isText = (one: unknown) => typeof one === 'string';
  return (
    [key, clientId, clientName, label].every(isText) &&
    [invoiceId, paymentId].every((one) => one === null || isText(one)) &&
    Number.isSafeInteger(mostCents) &&
    (cents === undefined || Number.isSafeInteger(cents))
  );
}

const placed = (split: Split): number => split.reduce((sum, { cents = 0 }) => sum + cents, 0);

/** What of the line is not placed yet; negative when more is placed than came. */
export const leftOf = (split: Split, lineCents: number): number => lineCents - placed(split);

export const keyOf = ({ invoiceId, paymentId, clientId }: Candidate): string =>
  invoiceId ?? paymentId ?? clientId;

/** Adds it with as much as it can take of what is left. What is there already stays as it is. */
export function withCandidate(split: Split, one: Candidate, lineCents: number): Split {
  const key = keyOf(one);
  if (split.some((part) => part.key === key)) return split;
  const { clientId, clientName, invoiceId, paymentId, label, balanceCents, target } = one;
  // More than a waiting payment asks for stays with its client as credit; an invoice takes what is open.
  const mostCents = target === 'invoice' ? balanceCents : lineCents;
  const cents = Math.min(mostCents, Math.max(0, leftOf(split, lineCents)));
  return [
    ...split,
    { key, clientId, clientName, invoiceId, paymentId, label, mostCents, cents: cents || undefined },
  ];
}

/** Leaves the rest with a client as credit on account. */
export function withCredit(split: Split, client: { id: string; name: string }, lineCents: number): Split {
  const left = leftOf(split, lineCents);
  if (left <= 0) return split;
  const key = `credit:${client.id}`;
  const before = split.find((part) => part.key === key)?.cents ?? 0;
  const part: SplitPart = {
    key,
    clientId: client.id,
    clientName: client.name,
    invoiceId: null,
    paymentId: null,
    label: '',
    mostCents: lineCents,
    cents: before + left,
  };
  return [...split.filter((one) => one.key !== key), part];
}

export const withAmount = (split: Split, key: string, cents: number | undefined): Split =>
  split.map((part) => (part.key === key ? { ...part, cents } : part));

export const without = (split: Split, key: string): Split => split.filter((part) => part.key !== key);

/** What to send; undefined until every part has an amount that it can take and together they are the line. */
export function requestOf(split: Split, lineCents: number): ConfirmRequest | undefined {
  const allocations: Allocation[] = [];
  for (const { clientId, invoiceId, paymentId, cents, mostCents } of split) {
    if (cents === undefined || cents < 1 || cents > mostCents) return undefined;
    allocations.push({ clientId, invoiceId, paymentId, amountCents: cents });
  }
  return allocations.length > 0 && leftOf(split, lineCents) === 0 ? { allocations } : undefined;
}

/** What confirming a suggestion sends; undefined where it names no client's money. */
export function requestOfSuggestion({
  match,
  matchStatus,
  amountCents,
}: BankLineView): ConfirmRequest | undefined {
  if (matchStatus !== 'suggested' || !match) return undefined;
  const allocations: Allocation[] = [];
  for (const { target, clientId, paymentId, amountCents: whole, allocations: own } of match.parts) {
    if (clientId === null) return undefined;
    if (target === 'basket' && paymentId) {
      allocations.push({ clientId, invoiceId: null, paymentId, amountCents: whole });
    } else if (target === 'invoice') {
      const named = own.map(({ invoiceId, amountCents: cents }): Allocation => {
        return { clientId, invoiceId, paymentId: null, amountCents: cents };
      });
      const rest = whole - own.reduce((sum, one) => sum + one.amountCents, 0);
      allocations.push(...named);
      if (rest > 0) allocations.push({ clientId, invoiceId: null, paymentId: null, amountCents: rest });
    } else return undefined;
  }
  const sum = allocations.reduce((total, one) => total + one.amountCents, 0);
  return allocations.length > 0 && sum === amountCents ? { allocations } : undefined;
}
