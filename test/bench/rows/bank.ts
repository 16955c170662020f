import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { writeBai2 } from '../../../host-demo/sandbox/bank/formats/bai2.ts';
import type { BankEntry } from '../../../host-demo/sandbox/bank/statement.ts';
import { withCheckDigit } from '../../../server/features/invoices/check-digit.model.ts';
import type { Bench } from '../support/bench.ts';
import { type Figure, figure } from '../support/figure.ts';
import { seedInvoices } from '../support/seed.ts';

type Measured = { importSeconds: number; matchSeconds: number; bookSeconds: number | null };

const rounds = 3;

const secondsOf = ({ importSeconds, matchSeconds }: Measured): number => importSeconds + matchSeconds;

function median(measured: readonly Measured[]): Measured {
  const middle = measured.toSorted((a, b) => secondsOf(a) - secondsOf(b))[Math.floor(measured.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

/** A statement against as many open invoices of 200 clients; a third by reference, the others by number in the narrative. */
export async function* bank(bench: Bench): AsyncGenerator<Figure> {
  const smalls: Measured[] = [];
  const larges: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    smalls.push(await measure(bench, 25_000, false));
    larges.push(await measure(bench, 100_000, bench.isFull && round === 0));
  }
  const large = median(larges);
  const total = secondsOf(large);
  yield figure({
    name: 'bank statement of 100,000 lines imported and matched against 100,000 open invoices',
    value: total,
    unit: 's',
    goal: { of: 'value', atMost: 10 },
    note: `read and written in ${large.importSeconds.toFixed(1)} s, matched in ${large.matchSeconds.toFixed(1)} s; BAI2, durable commits; median of ${larges.map((one) => secondsOf(one).toFixed(1)).join(', ')}`,
  });
  // Four times as many lines: n log n is 4 x ln(100,000) / ln(25,000) = 4.55 times the work; a half more is noise.
  const growth = (4 * Math.log(100_000)) / Math.log(25_000);
  yield figure({
    name: 'bank statement, 100,000 lines against 25,000',
    value: total,
    unit: 's',
    reference: secondsOf(median(smalls)),
    goal: { of: 'ratio', atMost: growth * 1.5 },
    note: `n log n is ${growth.toFixed(2)} times`,
  });
  const bookSeconds = larges[0]?.bookSeconds ?? null;
  if (bookSeconds !== null)
    yield figure({
      name: 'bank statement of 100,000 lines booked after it is matched',
      value: bookSeconds,
      unit: 's',
      note: 'payments, movements, allocations, receipts, audit and outbox of 200 clients',
    });
}

async function measure(bench: Bench, count: number, isBooked: boolean): Promise<Measured> {
  const database = await bench.database();
  await seedInvoices(database.superuser, count);
  const entries = await entriesOf(database.superuser);
  const file = join(bench.folder(), 'statement.bai');
  const bank = { bsb: '062000', accountNumber: '10457788', accountName: 'Bench' };
  const day = '2026-03-03';
  writeFileSync(file, writeBai2({ ...bank, from: day, to: day, openingCents: 0, entries }));
  const taker = await bench.child('statement', { DATABASE_URL: database.appUrl });
  const measured = await taker.ask<Measured>({ file, isBooked });
  await taker.stop();
  const [found] = await database.superuser<{ n: number }[]>`
    select count(*)::integer as n from bank_match where decision = 'matched'`;
  if (found?.n !== entries.length) throw new Error(`${found?.n} of ${entries.length} lines were matched`);
  return measured;
}

/** One line for each open invoice. Numbers repeat from client to client, so the payer's name has to tell them apart. */
async function entriesOf(superuser: Sql): Promise<BankEntry[]> {
  const rows = await superuser<
    { clientId: string; id: string; number: string; cents: number; body: number; name: string }[]
  >`
    select n.client_id as "clientId", n.id, n.number, n.total_cents::integer as cents, n.body::integer as body, c.trading_name as name
    from (select client_id, id, number, total_cents, row_number() over (order by client_id, id) + 10000000 as body from invoice) n
    join client c using (client_id)`;
  const byReference = rows.filter(({ body }) => body % 3 === 0);
  const references = byReference.map((row) => ({
    ...row,
    reference: withCheckDigit(String(row.body), 'MOD10V01'),
  }));
  await superuser`
    insert into bank_reference (client_id, reference, invoice_id)
    select r."clientId", r.reference, r.id from json_to_recordset(${JSON.stringify(references)}::text::json) as r ("clientId" uuid, reference text, id uuid)`;
  const referenceOf = new Map(references.map(({ id, reference }) => [id, reference]));
  return rows.map(({ id, number, cents, body, name }) => {
    const reference = referenceOf.get(id) ?? null;
    return {
      bookedOn: '2026-03-03',
      amountCents: cents,
      bankRef: `B${body}`,
      endToEnd: null,
      crn: reference,
      payerName: name,
      payerAccount: null,
      narrative: reference === null ? `TRANSFER ${name} ${number}` : 'BPAY PAYMENT',
      reversal: false,
    };
  });
}
