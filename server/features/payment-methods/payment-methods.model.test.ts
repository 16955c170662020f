import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MethodPicture } from '../../ports/payment-method-vault.ts';
import {
  endsSoon,
  mayUse,
  type Standing,
  standingAfter,
  type Usable,
  useProblem,
} from './payment-methods.model.ts';

const today = '2026-03-03';
const nothing = {
  brand: null,
  last4: null,
  bsbMasked: null,
  payIdMasked: null,
  holder: null,
  expiresOn: null,
};
const saved: MethodPicture = {
  setup: 'succeeded',
  failure: null,
  customerRef: 'cus_1',
  methodRef: 'pm_1',
  mandateRef: null,
  mandate: 'none',
  mandateMaxCents: null,
  mandateEndsOn: null,
  isAttached: true,
  details: nothing,
};

const pictures = fc.record({
  setup: fc.constantFrom('open', 'succeeded', 'failed', 'cancelled'),
  failure: fc.constantFrom(null, 'mandate_declined', 'card_declined'),
  mandate: fc.constantFrom('none', 'pending', 'active', 'inactive'),
  isAttached: fc.boolean(),
  mandateEndsOn: fc.constantFrom(null, '2026-03-02', '2026-03-03'),
}) as fc.Arbitrary<Partial<MethodPicture>>;

describe('F8 how a saved method stands', () => {
  it.each([
    ['waits for its payer', 'setting_up', { setup: 'open' }, 'setting_up'],
    ['waits for the bank’s app', 'setting_up', { mandate: 'pending' }, 'setting_up'],
    ['is good when its payer and the bank agreed', 'setting_up', { mandate: 'active' }, 'active'],
    [
      'was refused in the bank’s app',
      'setting_up',
      { setup: 'open', failure: 'mandate_declined' },
      'declined',
    ],
    ['ended in the bank’s app', 'active', { mandate: 'inactive' }, 'cancelled'],
    ['ended in the bank’s app while it was paused here', 'paused', { mandate: 'inactive' }, 'cancelled'],
    ['was taken away at the vendor', 'active', { isAttached: false }, 'cancelled'],
    ['is past its last day', 'active', { details: { ...nothing, expiresOn: '2026-02-28' } }, 'expired'],
    ['is good on its last day', 'active', { details: { ...nothing, expiresOn: today } }, 'active'],
    ['was renewed by its bank', 'expired', { details: { ...nothing, expiresOn: '2029-01-31' } }, 'active'],
    ['stays paused', 'paused', { mandate: 'active' }, 'paused'],
    ['stays removed', 'removed', {}, 'removed'],
  ] as const)('%s', (_name, before, seen, after) => {
    expect(standingAfter(before, { ...saved, ...seen } as MethodPicture, today)).toBe(after);
  });

  it('is settled by the newest picture, however many came before, and never comes back from its end', () => {
    fc.assert(
      fc.property(fc.array(pictures, { minLength: 1, maxLength: 6 }), (list) => {
        let now: Standing = 'setting_up';
        let ended: Standing | null = null;
        for (const seen of list) {
          now = standingAfter(now, { ...saved, ...seen }, today);
          expect(standingAfter(now, { ...saved, ...seen }, today)).toBe(now);
          if (ended) expect(now).toBe(ended);
          if (now === 'declined' || now === 'cancelled') ended = now;
        }
        // Nothing is good that its bank does not let us debit.
        const last = list.at(-1);
        if (now === 'active') expect([last?.mandate, last?.isAttached]).not.toContain('inactive');
        if (now === 'active') expect(last?.isAttached).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('ends soon within 30 days, and not when it has ended', () => {
    expect(
      ['2026-03-03', '2026-04-02', '2026-04-03', '2026-03-02', null].map((end) => endsSoon(end, today)),
    ).toEqual([true, true, false, false, false]);
  });
});

describe('E15 the authority of a saved method', () => {
  const method: Usable = {
    kind: 'becs',
    status: 'active',
    mandateMaxCents: null,
    limitCents: null,
    poRequired: false,
    allowedRoles: null,
    allowedUserIds: null,
  };
  const asha = { kind: 'person', id: 'asha', role: 'finance' } as const;
  const use = { user: asha, rail: 'becs', amountCents: 100_000, poNumbers: ['PO-1', null] };
  it.each([
    ['a method without limits', {}, {}, null],
    ['another rail', {}, { rail: 'card' }, 'payment_method_not_usable'],
    ['a paused one', { status: 'paused' }, {}, 'payment_method_not_usable'],
    ['its limit', { limitCents: 100_000 }, {}, null],
    ['a cent above its limit', { limitCents: 99_999 }, {}, 'payment_method_limit_exceeded'],
    [
      'a cent above what the bank agreed to',
      { limitCents: 200_000, mandateMaxCents: 99_999 },
      {},
      'payment_method_limit_exceeded',
    ],
    ['a role', { allowedRoles: ['finance'] }, {}, null],
    ['another role', { allowedRoles: ['admin'] }, {}, 'payment_method_not_allowed'],
    ['a person beside the roles', { allowedRoles: ['admin'], allowedUserIds: ['asha'] }, {}, null],
    ['nobody', { allowedRoles: [], allowedUserIds: [] }, {}, 'payment_method_not_allowed'],
    ['a rule, whoever may use it', { allowedRoles: [] }, { user: { kind: 'rule' } }, null],
    [
      'a rule above the limit',
      { limitCents: 1 },
      { user: { kind: 'rule' } },
      'payment_method_limit_exceeded',
    ],
    ['a line without its order', { poRequired: true }, {}, 'po_number_missing'],
  ] as const)('%s', (_name, rule, wanted, code) => {
    expect(useProblem({ ...method, ...rule } as Usable, { ...use, ...wanted })?.code ?? null).toBe(code);
  });

  it('allows nobody by role who has none', () => {
    expect(mayUse({ ...method, allowedRoles: ['admin'] }, { kind: 'person', id: 'x', role: null })).toBe(
      false,
    );
  });
});
