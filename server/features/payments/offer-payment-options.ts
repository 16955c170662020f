import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { dayIn } from '../invoices/index.ts';
import type { PaymentOptions } from './payments.contract.ts';
import { offerRails } from './rail-offer.model.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'clock' | 'rails' | 'supplier'>;
  input: { totalCents: number };
};

/** The ways to pay a total, as the contractor's agreements allow them today. */
export function offerPaymentOptions({ deps, input }: Request): PaymentOptions {
  const now = deps.clock.now();
  const items = offerRails(deps.rails, input.totalCents, dayIn(deps.supplier.timeZone, now));
  return { items, asOf: now.toISOString() };
}
