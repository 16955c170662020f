import type { Db } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import { dayIn } from '../invoices/index.ts';
import { addBusinessDays } from './business-days.model.ts';
import { comparePayouts, sentPayouts } from './payouts.model.ts';
import {
  findBankKnownThrough,
  listKnownPayoutBreaks,
  listPayoutLines,
  readBankHolidays,
  sumPayoutLines,
} from './payouts.repository.ts';
import { dayAfterBy } from './period.model.ts';

/** Business days after which what a vendor sent is in the bank: Stripe pays out in two, PayPal within five. */
const daysToBank: Record<Vendor, number> = { stripe: 3, paypal: 5 };

type Work = {
  db: Db;
  scope: Scope;
  timeZone: string;
  vendor: Vendor;
  period: { from: string; to: string };
  /** How far before and after the period is looked. */
  window: { from: string; to: string };
  /** Everything that the vendor told of the window, and more before it where no certificate says the opening. */
  theirs: readonly VendorMovement[];
  certifiedCents: number | null;
};

/** The third side: a vendor's payouts against the bank's statements. */
export async function compareWithBank(work: Work): Promise<ReturnType<typeof comparePayouts>> {
  const { db, scope, timeZone, vendor, period, window, theirs, certifiedCents } = work;
  const sent = sentPayouts(theirs, (at) => dayIn(timeZone, at));
  const sentBefore = sent.filter(({ sentOn }) => sentOn < period.from);
  const known = await db.read(scope, async (tx) => ({
    lines: await listPayoutLines(tx, vendor, window),
    bankCents: await sumPayoutLines(tx, vendor, period.from),
    bankKnownThrough: await findBankKnownThrough(tx, vendor),
    holidays: await readBankHolidays(tx, { from: window.from, to: dayAfterBy(period.to, 30) }),
    cases: await listKnownPayoutBreaks(tx, vendor, period.from),
  }));
  return comparePayouts(
    {
      vendor: sent.filter(({ sentOn }) => sentOn >= window.from && sentOn <= window.to),
      bank: known.lines,
      openings: {
        vendorCents: certifiedCents ?? 0 - sentBefore.reduce((sum, { amountCents }) => sum + amountCents, 0),
        bankCents: known.bankCents,
      },
    },
    {
      ...period,
      bankKnownThrough: known.bankKnownThrough,
      dueOn: (day) => addBusinessDays(day, daysToBank[vendor], known.holidays),
      known: known.cases,
    },
  );
}
