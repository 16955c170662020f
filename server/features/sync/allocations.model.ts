/** What one payment or credit note has on one invoice, as stored. */
export type Booked = {
  documentId: string;
  invoiceId: string;
  /** Allocations that are not reversed. */
  entryIds: string[];
  amountCents: number;
};

/** What the source says a document is allocated to. */
export type Wish = {
  index: number;
  documentId: string;
  amounts: ReadonlyMap<string, number>;
};

export type Change = { index: number; documentId: string; invoiceId: string; amountCents: number };
export type Changes = { reversals: Booked[]; additions: Change[] };

/** What to take back and what to book anew so that the ledger says what the source says; equal pairs are left alone. */
export function changesOf(wishes: readonly Wish[], booked: readonly Booked[]): Changes {
  const changes: Changes = { reversals: [], additions: [] };
  for (const wish of wishes) {
    const before = new Map(
      booked.filter((entry) => entry.documentId === wish.documentId).map((entry) => [entry.invoiceId, entry]),
    );
    for (const entry of before.values())
      if (wish.amounts.get(entry.invoiceId) !== entry.amountCents) changes.reversals.push(entry);
    for (const [invoiceId, amountCents] of wish.amounts)
      if (before.get(invoiceId)?.amountCents !== amountCents)
        changes.additions.push({ index: wish.index, documentId: wish.documentId, invoiceId, amountCents });
  }
  return changes;
}

/** What an invoice can still take, and how much of it was paid through the portal, which the source may not know yet. */
export type Room = { roomCents: number; portalCents: number };

export type Fitted = { bookings: Change[]; tooMuch: Change[] };

/**
 * Never more than the total: what the portal took meanwhile shortens the source's allocation (the rest stays with the
 * payment as credit on account); what the source over-allocates by itself is refused.
 */
export function fitToRooms(additions: readonly Change[], rooms: ReadonlyMap<string, Room>): Fitted {
  const left = new Map([...rooms].map(([id, room]) => [id, { ...room }]));
  const fitted: Fitted = { bookings: [], tooMuch: [] };
  for (const addition of additions) {
    const room = left.get(addition.invoiceId) ?? { roomCents: 0, portalCents: 0 };
    const missing = Math.max(0, addition.amountCents - room.roomCents);
    if (missing > room.portalCents) {
      fitted.tooMuch.push(addition);
      continue;
    }
    room.roomCents -= addition.amountCents - missing;
    room.portalCents -= missing;
    if (addition.amountCents > missing)
      fitted.bookings.push({ ...addition, amountCents: addition.amountCents - missing });
  }
  return fitted;
}

/** Allocations by invoice; a source may name one invoice several times. */
export function sumByInvoice(
  allocations: readonly { invoiceId: string; amountCents: number }[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { invoiceId, amountCents } of allocations)
    sums.set(invoiceId, (sums.get(invoiceId) ?? 0) + amountCents);
  return sums;
}
