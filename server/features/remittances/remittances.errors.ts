import { Fault } from '../../ports/fault.ts';

const refused = (path: string, ...messages: string[]): Fault =>
  new Fault('invalid_request', undefined, {
    errors: messages.map((message) => ({ path, code: 'custom', message })),
  });

/** One error for each line of the file that is wrong. */
export const fileRefused = (messages: readonly string[]): Fault => refused('csv', ...messages);
export const totalRefused = (): Fault => refused('totalCents', 'The lines add up to another total.');
