import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BankRefs } from '../../ports/bank-statement.ts';
import type { Facts, KnownReference, LineToMatch, OpenInvoice } from './bank-facts.model.ts';
import { numberLines } from './fingerprint.model.ts';
import { matchLines } from './match-lines.model.ts';
import { SubsetFinder } from './subset-sum.model.ts';

const noRefs: BankRefs = { bankRef: null, endToEnd: null, instruction: null, crn: null, fitid: null };
let lineNo = 0;
function nextId(): string {
  lineNo += 1;
  return `line-${lineNo}`;
}
const line = (amountCents: number, more: Partial<LineToMatch> = {}): LineToMatch => ({
  id: nextId(),
  amountCents,
  bookedOn: '2026-03-03',
  refs: noRefs,
  narrative: 'TRANSFER',
  payerAccount: null,
  payerName: null,
  reversal: false,
  ...more,
});
const invoice = (id: string, balanceCents: number, more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  id,
  clientId: 'harbour',
  number: `INV-${id}`,
  balanceCents,
  dueOn: '2026-03-31',
  ...more,
});
const facts = (more: Partial<Facts> = {}): Facts => ({
  clients: [
    { id: 'harbour', legalName: 'Harbour Trading Pty Ltd', tradingName: 'Harbour Trading' },
    { id: 'ridge', legalName: 'Ridge Schools Limited', tradingName: 'Ridge Schools' },
  ],
  invoices: [],
  references: [],
  payers: [],
  remittances: [],
  booked: [],
  ...more,
});
const matchOne = (one: LineToMatch, known: Facts) => [...matchLines([one], known)][0];

describe('E13 remittances', () => {
  const told = {
    id: 'r1',
    clientId: 'harbour',
    reference: 'Harbour APR26',
    paidOn: '2026-03-02',
    totalCents: 9_000,
    lines: [
      { invoiceNumber: 'INV-1001', amountCents: 5_000 },
      { invoiceNumber: 'inv 1002', amountCents: 4_000 },
    ],
  };
  const known = facts({
    invoices: [invoice('1001', 5_000), invoice('1002', 7_000), invoice('1003', 9_000)],
    remittances: [told],
    payers: [{ payerAccount: '06200012345678', clientId: 'harbour' }],
  });
  const paid = (more: Partial<LineToMatch> = {}) =>
    line(9_000, { narrative: 'HARBOUR APR26', payerAccount: '06200012345678', ...more });

  it('E13 a remittance says what its transfer is for, before an equal amount does', () => {
    expect(matchOne(paid(), known)).toMatchObject({
      rule: 'remittance',
      decision: 'matched',
      allocations: [
        { invoiceId: '1001', amountCents: 5_000 },
        { invoiceId: '1002', amountCents: 4_000 },
      ],
    });
    expect(matchOne(paid({ narrative: 'TRANSFER' }), known)).toMatchObject({
      rule: 'remittance',
      decision: 'matched',
    });
  });

  it('E13 a reference that anybody could have typed is a suggestion until the payer agrees', () => {
    const stranger = paid({ payerAccount: null, narrative: 'PMT HARBOUR APR26' });
    expect(matchOne(stranger, known)).toMatchObject({ rule: 'remittance', decision: 'suggested' });
    const ridge = { ...known, payers: [{ payerAccount: '06200012345678', clientId: 'ridge' }] };
    const ofRidge = matchOne(paid({ narrative: 'PMT HARBOUR APR26' }), ridge);
    expect(ofRidge?.rule).not.toBe('remittance');
    expect(ofRidge?.decision).not.toBe('matched');
  });

  it('E13 a remittance tells what one transfer is for: another day, another amount or a second line are not it', () => {
    expect(matchOne(paid({ bookedOn: '2026-04-20' }), known)?.rule).not.toBe('remittance');
    expect(matchOne(paid({ amountCents: 8_999 }), known)?.rule).not.toBe('remittance');
    const rules = [...matchLines([paid(), paid()], known)].map(({ rule }) => rule);
    expect(rules).toEqual(['remittance', 'payer_amount']);
  });

  it('E13 an invoice that cannot take its part leaves it to a person', () => {
    const settled = { ...known, invoices: [invoice('1001', 5_000)] };
    expect(matchOne(paid(), settled)).toMatchObject({
      rule: 'remittance',
      decision: 'suggested',
      allocations: [{ invoiceId: '1001', amountCents: 5_000 }],
    });
  });
});

describe('E13 the matching of lines', () => {
  it('E13 takes the rules in their order', () => {
    const known = facts({
      invoices: [invoice('1001', 5_000), invoice('1002', 7_000), invoice('1003', 5_000)],
      references: [
        {
          reference: '100000014',
          clientId: 'harbour',
          invoiceId: '1002',
          invoiceNumber: 'INV-1002',
          balanceCents: 7_000,
          paymentId: null,
        },
      ],
      payers: [{ payerAccount: '06200012345678', clientId: 'harbour' }],
    });
    const both = line(5_000, { refs: { ...noRefs, crn: '100000014' }, narrative: 'INV-1001' });
    expect(matchOne(both, known)).toMatchObject({
      rule: 'reference',
      decision: 'matched',
      allocations: [{ invoiceId: '1002' }],
    });
    const named = line(5_000, { narrative: 'Pay inv 1003', payerAccount: '06200012345678' });
    expect(matchOne({ ...named, narrative: 'PAY INV-1003' }, known)).toMatchObject({
      rule: 'invoice_number',
      allocations: [{ invoiceId: '1003' }],
    });
    const byPayer = line(7_000, { payerAccount: '06200012345678' });
    expect(matchOne(byPayer, known)).toMatchObject({ rule: 'payer_amount', decision: 'matched' });
    // Two invoices owe the same: the amount decides nothing.
    expect(matchOne(line(5_000, { payerAccount: '06200012345678' }), known)).toMatchObject({
      decision: 'suggested',
    });
    expect(matchOne(line(12_000, { payerAccount: '06200012345678' }), known)).toMatchObject({
      rule: 'payer_subset',
      decision: 'suggested',
    });
    expect(matchOne(line(17_000, { payerAccount: '06200012345678' }), known)).toMatchObject({
      rule: 'payer_subset',
      decision: 'matched',
    });
    expect(matchOne(line(7_000), known)).toMatchObject({ rule: 'amount', decision: 'suggested', score: 0.3 });
    expect(matchOne(line(7_000, { payerName: 'HARBOUR TRADING' }), known)).toMatchObject({
      rule: 'amount',
      decision: 'suggested',
      score: 0.6,
    });
    expect(matchOne(line(-7_000), known)).toMatchObject({ decision: 'unmatched' });
  });

  it('E13 lets digits of the narrative decide only with the amount or the payer', () => {
    const reference: KnownReference = {
      reference: '100000014',
      clientId: 'harbour',
      paymentId: 'p',
      askedCents: 900,
      isWaiting: true,
      invoiceId: null,
    };
    const known = facts({ references: [reference] });
    expect(matchOne(line(900, { narrative: 'TFR 100000014' }), known)).toMatchObject({ decision: 'matched' });
    expect(matchOne(line(800, { narrative: 'TFR 100000014' }), known)).toMatchObject({
      decision: 'suggested',
    });
    expect(matchOne(line(800, { narrative: 'HARBOUR TRADING 100000014' }), known)).toMatchObject({
      decision: 'matched',
    });
    expect(matchOne(line(800, { refs: { ...noRefs, endToEnd: '100000014' } }), known)).toMatchObject({
      decision: 'matched',
    });
  });

  it('E13 leaves a number that two clients share to the payer or the amount', () => {
    const known = facts({
      invoices: [
        invoice('a', 500, { number: 'INV-77' }),
        invoice('b', 600, { number: 'INV-77', clientId: 'ridge' }),
      ],
    });
    expect(matchOne(line(400, { narrative: 'INV-77' }), known)).toMatchObject({ decision: 'suggested' });
    expect(matchOne(line(600, { narrative: 'INV-77' }), known)).toMatchObject({
      decision: 'matched',
      clientId: 'ridge',
    });
    expect(matchOne(line(400, { narrative: 'RIDGE SCHOOLS INV-77' }), known)).toMatchObject({
      decision: 'matched',
      clientId: 'ridge',
    });
  });

  it('E13 takes back a line once, by amount and reference', () => {
    const refs = { ...noRefs, bankRef: 'CHQ1' };
    const booked = [
      { id: 'old', amountCents: 500, bookedOn: '2026-03-01', refs, narrative: '', payerAccount: null },
    ];
    const back = () => line(-500, { refs, reversal: true });
    const found = [...matchLines([back(), back()], facts({ booked }))];
    expect(found).toMatchObject([{ rule: 'reversal', reversesLineId: 'old' }, { decision: 'unmatched' }]);
    expect(matchOne(line(-501, { refs, reversal: true }), facts({ booked }))).toMatchObject({
      decision: 'unmatched',
    });
  });

  it('E13 never gives an invoice more than it owes, decides each line once, and nothing by amount alone', () => {
    const cents = fc.integer({ min: 1, max: 12 }).map((n) => n * 100);
    const accounts = fc.constantFrom(null, 'acc-h', 'acc-r');
    const narratives = fc.constantFrom(
      'TRANSFER',
      'INV-0001',
      'INV-0002 INV-0003',
      'REF 100000001',
      'HARBOUR TRADING',
      'RIDGE SCHOOLS INV-0004',
    );
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 1, maxLength: 8 }),
        fc.array(
          fc.record({
            amountCents: cents,
            payerAccount: accounts,
            narrative: narratives,
            crn: fc.constantFrom(null, '100000001'),
          }),
          { maxLength: 20 },
        ),
        (balances, paid) => {
          const invoices = balances.map((balance, at) =>
            invoice(`000${at + 1}`, balance, { clientId: at % 2 ? 'ridge' : 'harbour' }),
          );
          const references: KnownReference[] = [
            {
              reference: '100000001',
              clientId: 'harbour',
              invoiceId: '0001',
              invoiceNumber: 'INV-0001',
              balanceCents: balances[0] ?? 0,
              paymentId: null,
            },
          ];
          const payers = [
            { payerAccount: 'acc-h', clientId: 'harbour' },
            { payerAccount: 'acc-r', clientId: 'ridge' },
          ];
          const lines = paid.map(({ crn, ...one }) =>
            line(one.amountCents, { ...one, refs: { ...noRefs, crn } }),
          );
          const matches = [...matchLines(lines, facts({ invoices, references, payers }))];
          expect(matches.map(({ lineId }) => lineId).sort()).toEqual(lines.map(({ id }) => id).sort());
          const given = new Map<string, number>();
          for (const match of matches.filter(({ decision }) => decision === 'matched')) {
            expect(match.rule).not.toBe('amount');
            const own = lines.find(({ id }) => id === match.lineId);
            const sum = match.allocations.reduce((total, { amountCents }) => total + amountCents, 0);
            expect(sum).toBeLessThanOrEqual(own?.amountCents ?? 0);
            for (const { invoiceId, amountCents } of match.allocations) {
              expect(amountCents).toBeGreaterThan(0);
              expect(invoices.find(({ id }) => id === invoiceId)?.clientId).toBe(match.clientId);
              given.set(invoiceId, (given.get(invoiceId) ?? 0) + amountCents);
            }
          }
          for (const { id, balanceCents } of invoices)
            expect(given.get(id) ?? 0).toBeLessThanOrEqual(balanceCents);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('E13 finds sums as looking at every set does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
        fc.integer({ min: 2, max: 120 }),
        (balances, amount) => {
          const sets = Array.from({ length: 2 ** balances.length }, (_, mask) =>
            [...balances.keys()].filter((at) => mask & (1 << at)),
          );
          const isPrefix = (set: number[]) => set.every((place, at) => place === at);
          const right = sets.filter(
            (set) =>
              set.length > 1 &&
              (set.length <= 4 || isPrefix(set)) &&
              set.reduce((sum, at) => sum + (balances[at] ?? 0), 0) === amount,
          );
          const found = new SubsetFinder(balances).find(amount);
          expect(found.kind).toBe(right.length === 0 ? 'none' : right.length === 1 ? 'one' : 'several');
          if (found.kind !== 'none') expect(right).toContainEqual(found.places);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('E13 numbers lines that are equal, in whatever order they come', () => {
    const of = (amountCents: number) => ({ ...line(amountCents), valueOn: null, typeCode: null });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }), (amounts) => {
        const key = (list: ReturnType<typeof numberLines>) =>
          Array.from(list, (one) => `${one.fingerprint} ${one.occurrenceNo}`).sort();
        const forth = key(numberLines(amounts.map(of)));
        expect(key(numberLines(amounts.toReversed().map(of)))).toEqual(forth);
        expect(new Set(forth).size).toBe(amounts.length);
      }),
    );
  });
});
