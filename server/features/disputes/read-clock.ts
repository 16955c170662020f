import type { Tx } from '../../db/db.ts';
import type { DisputeRow } from './disputes.repository.ts';
import { type Holiday, readHolidays } from './disputes.repository.ts';
import { type BusinessCalendar, type Clock, clockAt } from './sla.model.ts';

const states = 8;
const yearMs = 366 * 86_400_000;
const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The clocks of these disputes: by the zone and the holidays of each one's site. */
export async function readClocks(
  tx: Tx,
  rows: readonly DisputeRow[],
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<Map<string, Clock>> {
  if (rows.length === 0) return new Map();
  const first = new Date(Math.min(...rows.map((row) => row.raisedAt.getTime())));
  const holidays = await readHolidays(tx, dayOf(first), dayOf(new Date(now.getTime() + yearMs)));
  const byState = daysByState(holidays);
  return new Map(
    rows.map((row) => {
      const calendar: BusinessCalendar = {
        timeZone: row.siteTimeZone ?? timeZone,
        holidays: byState.get(row.siteState ?? nationwide) ?? new Set(),
      };
      const changes = row.changes.map(({ at, to }) => ({ at: new Date(at), to }));
      return [row.id, clockAt(calendar, row.raisedAt, changes, now)];
    }),
  );
}

const nationwide = '';

/** What belongs to no site stands still only when every state does. */
function daysByState(holidays: readonly Holiday[]): Map<string, Set<string>> {
  const days = new Map<string, Set<string>>();
  const count = new Map<string, number>();
  for (const { state, day } of holidays) {
    days.set(state, (days.get(state) ?? new Set()).add(day));
    count.set(day, (count.get(day) ?? 0) + 1);
  }
  return days.set(nationwide, new Set([...count].filter(([, n]) => n === states).map(([day]) => day)));
}
