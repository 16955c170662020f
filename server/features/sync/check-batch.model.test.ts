import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBatch } from './check-batch.model.ts';
import { type Dataset, datasets } from './sync.contract.ts';
import {
  batchSample,
  clientSample,
  creditNoteSample,
  invoiceSample,
  paymentSample,
  siteSample,
  userSample,
} from './testing/samples.ts';

const problems = (dataset: Dataset, rows: readonly object[]) =>
  checkBatch(dataset, batchSample(rows, 'b')).errors.map(({ path, code }) => `${path} ${code}`);
const sound = invoiceSample('alpha', 'i1', [{ netCents: 3_333 }, { netCents: 3_333 }, { netCents: 3_333 }]);

describe('checkBatch', () => {
  it('accepts documents that foot by either method', () => {
    expect(problems('invoices', [sound])).toEqual([]);
    const byLine = invoiceSample('alpha', 'i2', [{ netCents: 5 }, { netCents: 5 }], {
      gstRoundingMethod: 'line',
    });
    expect(byLine.gstCents).toBe(2);
    expect(problems('invoices', [byLine])).toEqual([]);
  });

  it.each([
    ['net', { netCents: 10_000, totalCents: 11_000 }, 'rows/0/netCents net_does_not_foot'],
    ['GST', { gstCents: 1_001, totalCents: 11_000 }, 'rows/0/gstCents gst_does_not_foot'],
    ['total', { totalCents: 11_000 }, 'rows/0/totalCents total_does_not_foot'],
  ])('F28 finds a %s that does not foot', (_what, wrong, found) => {
    expect(problems('invoices', [{ ...sound, ...wrong }])).toContain(found);
  });

  it('finds lines with a repeated number, GST on a free line, and totals below zero', () => {
    const [line] = sound.lines;
    const twice = { ...sound, lines: [line, line, { ...line, lineNo: 3 }] };
    expect(problems('invoices', [twice])).toEqual(['rows/0/lines/1/lineNo line_number_repeated']);
    const free = invoiceSample('alpha', 'f', [{ netCents: 100, gstCode: 'FRE' }]);
    const [freeLine] = free.lines;
    const taxed = { ...free, lines: [{ ...freeLine, gstCents: 10 }] };
    expect(problems('invoices', [taxed])).toEqual(['rows/0/lines/0/gstCents line_gst_wrong']);
    expect(problems('invoices', [invoiceSample('alpha', 'n', [{ netCents: -100 }])])).toEqual([
      'rows/0/totalCents total_negative',
    ]);
  });

  it('finds more allocated than there is', () => {
    const over = [{ invoiceExternalId: 'i1', amountCents: 101 }];
    expect(problems('payments', [paymentSample('alpha', 'p', 100, over)])).toEqual([
      'rows/0/allocations allocated_above_amount',
    ]);
    const note = creditNoteSample('alpha', 'c', 'i1', [{ netCents: 90 }], { allocations: over });
    expect(problems('credit-notes', [note])).toEqual(['rows/0/allocations allocated_above_amount']);
  });

  it('finds a wrong ABN, time zone and period', () => {
    expect(problems('clients', [clientSample('a', { abn: '51824753557' })])).toEqual([
      'rows/0/abn abn_invalid',
    ]);
    expect(problems('sites', [siteSample('a', 's', { timeZone: 'Australia/Atlantis' })])).toEqual([
      'rows/0/timeZone time_zone_unknown',
    ]);
    const reversed = { validFrom: '2026-02-01T00:00:00Z', validTo: '2026-01-01T00:00:00Z' };
    expect(problems('users', [userSample('a', 'u', reversed)])).toEqual(['rows/0/validTo period_reversed']);
  });

  it('F28 finds a row that is there twice', () => {
    expect(problems('clients', [clientSample('a'), clientSample('a')])).toEqual([
      'rows/1/externalId row_repeated',
    ]);
  });

  it('F28 refuses control totals that the rows do not add up to: a file that was cut', () => {
    const batch = batchSample([sound, { ...sound, externalId: 'i2', number: 'I2' }], 'b');
    const cut = { ...batch, rows: batch.rows.slice(1) };
    expect(checkBatch('invoices', cut).errors.map(({ path }) => path)).toEqual([
      'controlTotals/rows',
      'controlTotals/amountCents',
    ]);
  });

  it('finds text and dates that cannot be stored', () => {
    expect(problems('clients', [clientSample('a', { legalName: 'a\u0000b' })])).toEqual([
      'rows/0/legalName text_not_storable',
    ]);
    expect(problems('clients', [clientSample('a', { legalName: '\ud800' })])).toEqual([
      'rows/0/legalName text_not_storable',
    ]);
    expect(problems('invoices', [{ ...sound, dueOn: '0000-01-01' }])).toEqual([
      'rows/0/dueOn date_not_plausible',
    ]);
  });

  it('S46 answers any rows with errors, never with an exception', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...datasets),
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 3 }),
        (dataset, rows) => {
          expect(checkBatch(dataset, { ...batchSample([], 'b'), rows }).errors.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('S46 survives single fields of a sound row being replaced by anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sound)), fc.jsonValue(), (key, value) => {
        expect(() => problems('invoices', [{ ...sound, [key]: value }])).not.toThrow();
      }),
    );
  });
});
