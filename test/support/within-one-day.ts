import { setTimeout as sleep } from 'node:timers/promises';

const timeOfDay = new Intl.DateTimeFormat('en-AU', {
  timeZone: 'Australia/Sydney',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** How long to wait, in milliseconds, until a day in Sydney has this much left. */
export function waitForOneDay(seconds: number, now: Date): number {
  const [hours = 0, minutes = 0, ofMinute = 0] = timeOfDay.format(now).split(':').map(Number);
  const left = 86_400 - (hours * 3_600 + minutes * 60 + ofMinute);
  return left <= seconds ? (left + 1) * 1_000 : 0;
}

/** What the tests of a file do today is all of one day in Sydney, if they take no longer than this. */
export const withinOneDay = (seconds: number): Promise<void> => sleep(waitForOneDay(seconds, new Date()));
