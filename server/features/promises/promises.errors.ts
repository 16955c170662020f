import { Fault, notFound } from '../../ports/fault.ts';

export { notFound };
export const notPayable = (): Fault => new Fault('invoice_not_payable');
export const aboveBalance = (): Fault => new Fault('amount_above_balance');
export const dayRefused = (): Fault =>
  new Fault('invalid_request', undefined, {
    errors: [{ path: 'promisedOn', code: 'day', message: 'Today or later, and at most a year ahead.' }],
  });
