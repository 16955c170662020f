import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSample, invoiceSample, paymentSample } from './testing/samples.ts';
import { openSyncHouse, type SyncHouse } from './testing/sync-house.ts';

const runs = process.env.FOYER_FULL ? 1_000 : 25;
let house: SyncHouse;

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha')]);
});
afterAll(() => house.close());

type Version = { name: string; hour: number; netCents: number };

/** Every version of a row says something else, at another moment. */
const versions = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    hour: fc.integer({ min: 0, max: 9 }),
    netCents: fc.integer({ min: 1, max: 50_000 }),
  }),
  { selector: ({ name, hour }) => `${name}${hour}`, minLength: 1, maxLength: 12 },
);
const shuffled = versions.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc.shuffledSubarray(list, { minLength: list.length }),
    fc.integer({ min: 1, max: 5 }),
  ),
);

describe('F28 delivery order', () => {
  let round = 0;

  it('ends at the newest version of every row, however versions are ordered, repeated and cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, order, size]) => {
        round += 1;
        const toRow = ({ name, hour, netCents }: Version) =>
          invoiceSample('alpha', `${round}-${name}`, [{ netCents }], {
            sourceUpdatedAt: `2026-01-05T0${hour}:00:00Z`,
          });
        for (const batch of batches([...order, ...order], size))
          await house.push('invoices', batch.map(toRow));
        const newest = new Map<string, Version>();
        for (const version of list)
          if ((newest.get(version.name)?.hour ?? -1) < version.hour) newest.set(version.name, version);
        const stored = await house.all`
          select external_id, net_cents::int as net_cents from invoice where external_id like ${`${round}-%`}`;
        expect(new Map(stored.map((row) => [row.external_id, row.net_cents]))).toEqual(
          new Map([...newest].map(([name, { netCents }]) => [`${round}-${name}`, netCents])),
        );
      }),
      { numRuns: runs },
    );
  }, 120_000);

  it('I1 keeps the ledger equal to the source and within every total, whatever payments turn into', async () => {
    await house.push(
      'invoices',
      ['l1', 'l2', 'l3'].map((name) => invoiceSample('alpha', name, [{ netCents: 10_000 }])),
    );
    let hour = 0;
    const allocations = fc.dictionary(fc.constantFrom('l1', 'l2', 'l3'), fc.integer({ min: 1, max: 9_000 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('p', 'q'), allocations, async (name, wanted) => {
        hour += 1;
        const amount = Object.values(wanted).reduce((sum, cents) => sum + cents, 1);
        const row = paymentSample(
          'alpha',
          `l-${name}`,
          amount,
          Object.entries(wanted).map(([invoiceExternalId, amountCents]) => ({
            invoiceExternalId,
            amountCents,
          })),
          { sourceUpdatedAt: new Date(Date.UTC(2026, 0, 5, 0, hour)).toISOString() },
        );
        const before = await ledger();
        const accepted = await house.push('payments', [row]).then(
          () => true,
          () => false,
        );
        const after = await ledger();
        if (accepted) expect(after.byPair.get(`l-${name}`) ?? {}).toEqual({ ...wanted });
        else expect(after).toEqual(before);
        expect(after.wrong).toBe(0);
      }),
      { numRuns: runs },
    );
  }, 120_000);
});

async function ledger() {
  const pairs = await house.all`
    select p.external_id as payment, i.external_id as invoice, sum(a.amount_cents)::int as cents
    from allocation a join payment p on p.id = a.payment_id join invoice i on i.id = a.invoice_id
    where i.external_id like 'l_' group by 1, 2 having sum(a.amount_cents) <> 0`;
  const byPair = new Map<string, Record<string, number>>();
  for (const { payment, invoice, cents } of pairs)
    byPair.set(payment, { ...byPair.get(payment), [invoice]: cents });
  const [sums] = await house.all`
    select count(*)::int as wrong from invoice i
    where i.allocated_cents <> coalesce((select sum(amount_cents) from allocation a where a.invoice_id = i.id), 0)
      or i.allocated_cents > i.total_cents`;
  return { byPair, wrong: sums?.wrong as number };
}

/** In batches of a size, no row twice in one batch: a batch that repeats a row is refused. */
function batches(list: readonly Version[], size: number): Version[][] {
  const result: Version[][] = [];
  for (const version of list) {
    const last = result.at(-1);
    if (last && last.length < size && !last.some(({ name }) => name === version.name)) last.push(version);
    else result.push([version]);
  }
  return result;
}
