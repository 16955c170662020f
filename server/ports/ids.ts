/** Identifiers: UUID version 7, so that new rows land beside each other in an index. */
export type Ids = { next(): string };
