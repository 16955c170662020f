/** The instants between which days lie in a time zone; `to` is the first instant after the last day. */
export function spanOfDays(from: string, to: string, timeZone: string): { from: Date; to: Date } {
  return { from: startOfDay(from, timeZone), to: startOfDay(dayAfter(to), timeZone) };
}

export const dayAfter = (day: string): string => dayAfterBy(day, 1);
export const dayBefore = (day: string): string => dayAfterBy(day, -1);

/** The day that is so many days later, or earlier for a negative count. */
export function dayAfterBy(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Midnight of a day in a zone. The offset is looked up twice, since it may change between the guess and the moment. */
function startOfDay(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const guess = utc - offsetAt(new Date(utc), timeZone);
  return new Date(utc - offsetAt(new Date(guess), timeZone));
}

function offsetAt(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(at.getTime() / 1000) * 1000;
}
