import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import type { VendorPayout } from '../../ports/vendor-ledger.ts';
import { asHouse } from './house-scope.ts';
import { ofClients } from './of-clients.ts';
import type { PayoutContents, PayoutParams } from './payout-contents.contract.ts';
import { explainPayout } from './payout-contents.model.ts';
import { listPaymentsByVendorRef } from './payouts.repository.ts';
import { vendorSilent } from './reconciliation.errors.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'vendorLedgers'>; input: PayoutParams };

/** A payout as its vendor tells of it now, with the payments and invoices of whichever clients it is made of. */
export async function showPayout({ ctx, deps, input }: Request): Promise<PayoutContents> {
  const { vendor, reference } = input;
  const payout = await askVendor(deps, input);
  if (!payout) throw notFound();
  const { lines, amountCents, sentAt, arrivesAt, state } = payout;
  const refs = [...new Set(lines?.flatMap(({ vendorRef }) => vendorRef ?? []))];
  const known = await ofClients(deps.db, asHouse(ctx.scope), (tx, clientId) =>
    listPaymentsByVendorRef(tx, clientId, { vendor, refs }),
  );
  return {
    vendor,
    reference,
    amountCents,
    sentAt: sentAt.toISOString(),
    arrivesAt: arrivesAt.toISOString(),
    state,
    contents: lines && explainPayout(amountCents, lines, known),
    asOf: deps.clock.now().toISOString(),
  };
}

async function askVendor(
  { vendorLedgers }: Request['deps'],
  { vendor, reference }: PayoutParams,
): Promise<VendorPayout | null> {
  try {
    return (await vendorLedgers[vendor]?.readPayout?.(reference)) ?? null;
  } catch (error) {
    if (error instanceof GatewayUnknown || error instanceof GatewayRefused) throw vendorSilent(error);
    throw error;
  }
}
