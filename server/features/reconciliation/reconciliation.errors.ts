import { Fault } from '../../ports/fault.ts';

export const alreadyAtWork = (): Fault =>
  new Fault('conflict', 'This period of the account is being compared already.');
export const changedMeanwhile = (): Fault => new Fault('conflict');
/** Whoever proposes a fix of money does not approve it. */
export const fourEyesNeeded = (): Fault =>
  new Fault('forbidden', 'Somebody else has to approve what you proposed.');
export const accountNotOpen = (): Fault => new Fault('not_found');
/** There is nothing to read: the difference is another system's, or somebody's mistake. */
export const unknownToVendor = (): Fault =>
  new Fault('conflict', 'The vendor knows no payment under this reference. Accept the difference instead.');
export const vendorSilent = (cause: unknown): Fault =>
  new Fault('vendor_unavailable', undefined, { retryAfterSeconds: 30, cause });
