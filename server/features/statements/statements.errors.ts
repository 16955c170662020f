import { Fault } from '../../ports/fault.ts';

export const backwards = (): Fault =>
  new Fault('invalid_request', undefined, {
    errors: [{ path: 'from', code: 'custom', message: 'It begins after its end.' }],
  });
