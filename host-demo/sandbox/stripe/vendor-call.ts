import type { Call } from './account.ts';
import { newId } from './ids.ts';

/** What happens at the vendor of its own accord, or by the hand of a bank: nobody's API request. */
export const vendorCall = (origin = ''): Call => ({
  requestId: newId('req', 14),
  idempotencyKey: null,
  apiVersion: '2026-10-28.endive',
  publishable: false,
  origin,
  events: [],
});
