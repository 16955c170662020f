import { dayInZone } from '../../kit/dates.ts';

/** The day it is by the reader's device, as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  return dayInZone(now.toISOString(), new Intl.DateTimeFormat().resolvedOptions().timeZone);
}
