import { html } from 'lit';
import { formatInstant } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatMoney } from '../../kit/money.ts';
import type { TimelineEntry } from '../../kit/parts/layout.ts';

type Happening = {
  readonly what: unknown;
  /** ISO instant. */
  readonly at: string;
  readonly amountCents?: number | null;
  /** Facts below it in one line; those that are not there are left out. */
  readonly notes: readonly unknown[];
  readonly tone?: TimelineEntry['tone'];
};

/** What happened, as the histories of invoices, payments and disputes tell it. */
export function historyEntry(
  { what, at, amountCents = null, notes, tone }: Happening,
  locale: Locale,
  timeZone: string,
): TimelineEntry {
  const told = notes.filter(Boolean);
  return {
    what,
    when: formatInstant(at, timeZone, locale),
    at,
    // Apart from the language's direction, which would put the sign at the other end.
    figure: amountCents === null ? undefined : html`<bdi dir="ltr">${formatMoney(amountCents, locale)}</bdi>`,
    note: told.length > 0 ? told.map((note, index) => html`${index > 0 ? ' · ' : ''}${note}`) : undefined,
    tone,
  };
}
