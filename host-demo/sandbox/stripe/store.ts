import { RecordStore } from '../record-store.ts';
import type { Records } from './objects.ts';

/** What the stand-in Stripe account knows. */
export class Store extends RecordStore<Records> {}
