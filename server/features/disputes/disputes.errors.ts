import { Fault, notFound } from '../../ports/fault.ts';

export { notFound };
export const forbidden = (): Fault => new Fault('forbidden');
export const stepRefused = (): Fault => new Fault('dispute_step_refused');
export const changedMeanwhile = (): Fault => new Fault('conflict');
export const notDisputable = (): Fault => new Fault('invoice_not_payable');
export const fileRefused = (): Fault => new Fault('unsupported_media_type');
export const fileEmpty = (): Fault =>
  new Fault('invalid_request', undefined, {
    errors: [{ path: 'body', code: 'empty', message: 'The file is empty.' }],
  });

/**
 * Says how much there is room for: the caller sees the line and its disputes anyway.
 * @param remainderLineNo the line to which the cents of the invoice's rounding belong, where that is another one
 */
export const amountTooHigh = (path: string, roomCents: number, remainderLineNo?: number | null): Fault =>
  new Fault('dispute_amount_too_high', undefined, {
    errors: [
      {
        path,
        code: 'too_high',
        message: remainderLineNo
          ? `At most ${roomCents} cents. Cents of the invoice's rounding belong to line ${remainderLineNo}: dispute them there.`
          : `At most ${roomCents} cents.`,
      },
    ],
  });
