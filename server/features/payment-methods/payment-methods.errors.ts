import { Fault } from '../../ports/fault.ts';
import type { UseProblem } from './payment-methods.model.ts';

export const methodNotUsable = (): Fault => new Fault('payment_method_not_usable');
export const changedMeanwhile = (): Fault => new Fault('conflict');
export const vendorSilent = (cause: unknown): Fault =>
  new Fault('vendor_unavailable', undefined, { retryAfterSeconds: 5, cause });

export function useFault(problem: UseProblem): Fault {
  if (problem.code !== 'po_number_missing') return new Fault(problem.code);
  const { message } = new Fault(problem.code);
  return new Fault(problem.code, undefined, {
    errors: [{ path: `lines/${problem.line}/poNumber`, code: problem.code, message }],
  });
}
