import { Fault } from '../../ports/fault.ts';

/** The line was decided meanwhile, or its state does not allow this. */
export const lineDecided = (): Fault => new Fault('bank_line_decided');
export const linesUndecided = (count: number): Fault =>
  new Fault('bank_lines_undecided', `${count} lines up to that day are not decided yet`);
export const periodLocked = (): Fault => new Fault('period_locked');
export const allocationsMiss = (): Fault => new Fault('allocation_mismatch');
export const amountAboveBalance = (place: number): Fault =>
  refused('amount_above_balance', place, 'amountCents');
export const invoiceNotPayable = (place: number): Fault => refused('invoice_not_payable', place, 'invoiceId');
export const fileTooLarge = (): Fault => new Fault('payload_too_large');
export const notAFile = (): Fault => new Fault('unsupported_media_type');

function refused(code: 'amount_above_balance' | 'invoice_not_payable', place: number, field: string): Fault {
  const fault = new Fault(code);
  return new Fault(code, undefined, {
    errors: [{ path: `allocations/${place}/${field}`, code, message: fault.message }],
  });
}
