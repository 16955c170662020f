import { Fault, type FaultDetail } from '../../ports/fault.ts';

/** How many row errors one answer lists; the detail carries the count of all. */
const listed = 100;

/** Nothing of the batch was applied; every row that was in the way is named. */
export const batchRefused = (errors: readonly FaultDetail[]): Fault =>
  new Fault(
    'batch_refused',
    `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}; nothing was applied.`,
    { errors: errors.slice(0, listed) },
  );

export const batchIdTaken = (): Fault =>
  new Fault('idempotency_mismatch', 'This batchId came before with other content.');

/** Core-system sync spans clients, so a partner's credentials for one client do not open it. */
export const syncNotAllowed = (): Fault => new Fault('forbidden');
