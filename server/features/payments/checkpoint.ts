/**
 * Named places in the course of a payment. Tests stop a process at each of them to show that nothing is charged twice
 * and nothing is lost; in the server nothing happens here.
 */
export const checkpoints = [
  'request_accepted',
  'payment_inserted',
  'payment_committed',
  'rivals_cancelled',
  'about_to_call',
  'vendor_answered',
  'payment_locked',
  'standing_written',
  'allocations_written',
  'receipt_written',
  'about_to_commit',
  'answer_recorded',
  'vendor_read',
  'outcome_recorded',
] as const;

export type Point = (typeof checkpoints)[number];
export type Checkpoint = (point: Point) => void | Promise<void>;

export const passing: Checkpoint = () => {};
