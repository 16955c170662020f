import { Fault } from '../../ports/fault.ts';

const refused = (path: string, message: string): Fault =>
  new Fault('invalid_request', undefined, { errors: [{ path, code: 'custom', message }] });

export const fileRefused = (message: string): Fault => refused('csv', message);
export const totalRefused = (): Fault => refused('totalCents', 'The lines add up to another total.');
