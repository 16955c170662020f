import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PaymentMethod } from '../../server/features/payment-methods/payment-methods.contract.ts';
import { useProblem } from '../../server/features/payment-methods/payment-methods.model.ts';
import { offerMethods } from '../../widgets/invoice-pay/model/saved-method.ts';
import { railOffers, savedMethod } from '../../widgets/invoice-pay/testing/facts.ts';

const anyMethod = fc
  .record({
    kind: fc.constantFrom('card', 'becs', 'payto'),
    status: fc.constantFrom('setting_up', 'active', 'paused', 'declined', 'expired', 'cancelled'),
    isDefault: fc.boolean(),
    mayUse: fc.boolean(),
    mandateMaxCents: fc.option(fc.integer({ min: 100, max: 2_000_000 })),
    limitCents: fc.option(fc.integer({ min: 100, max: 2_000_000 })),
  })
  .map(({ limitCents, ...more }): PaymentMethod => {
    const { authority } = savedMethod(1);
    return savedMethod(1, { ...more, authority: { ...authority, limitCents } });
  });

it('F6 the widget offers exactly what the server would take', () => {
  const checked = fc.property(anyMethod, fc.integer({ min: 100, max: 3_000_000 }), (method, cents) => {
    const [offer] = offerMethods([method], {
      moneyCents: cents,
      offers: railOffers(cents),
      hasEveryPo: true,
    });
    const isRailOpen = railOffers(cents).some(({ rail, offered }) => rail === method.kind && offered);
    const user = { kind: 'person', id: 'u', role: 'finance' } as const;
    const allowed = method.mayUse ? null : [];
    const problem = useProblem(
      { ...method, ...method.authority, allowedRoles: allowed, allowedUserIds: allowed },
      { user, rail: method.kind, amountCents: cents, poNumbers: [] },
    );
    expect(offer?.reason === null).toBe(problem === null && isRailOpen);
  });
  fc.assert(checked, { numRuns: 500 });
});
