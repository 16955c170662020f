import { RecordStore } from '../record-store.ts';
import type { Records } from './objects.ts';

/** What the stand-in PayPal account knows. */
export class Store extends RecordStore<Records> {}
