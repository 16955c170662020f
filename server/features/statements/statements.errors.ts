import { Fault } from '../../ports/fault.ts';

/** Never a silent cut: a bundle that lacks some would be taken for whole. */
export const tooManyInvoices = (count: number, most: number): Fault =>
  new Fault(
    'too_many_invoices',
    `It names ${count} invoices, and at most ${most} can follow it. Choose fewer days or sites.`,
  );

export const backwards = (): Fault =>
  new Fault('invalid_request', undefined, {
    errors: [{ path: 'from', code: 'custom', message: 'It begins after its end.' }],
  });
