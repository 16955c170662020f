/**
 * A day as a moment for lists that are in order of time: its noon in a time zone, so that it is the same day for every
 * reader in the country.
 */
export function momentOf(day: string, timeZone: string): Date {
  const noonUtc = new Date(`${day}T12:00:00Z`);
  const parts = new Intl.DateTimeFormat('en-AU', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(noonUtc)
    .split(':')
    .map(Number);
  const [hour = 12, minute = 0] = parts;
  return new Date(noonUtc.getTime() - ((hour - 12) * 60 + minute) * 60_000);
}
