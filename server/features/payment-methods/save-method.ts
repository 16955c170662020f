import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import { announceMethod } from './announce-method.ts';
import { findAddress } from './asker.repository.ts';
import { clientIdOf } from './client-of.ts';
import { describeMethod } from './list-methods.ts';
import type { MethodRequest, PaymentMethod } from './payment-methods.contract.ts';
import { vendorSilent } from './payment-methods.errors.ts';
import {
  findClientName,
  findCustomer,
  findMethod,
  insertCustomer,
  insertMethod,
  updateSetup,
} from './payment-methods.repository.ts';
import { vaultOf } from './vault-of.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'identityDb' | 'clock' | 'supplier' | 'vaults'>;
  /** Of the method to save: a repeat brings the same one and goes on from what stands. */
  input: { id: string; request: MethodRequest };
};

/** The wording of the direct debit request and service agreement that the payer is shown at the vendor's form. */
const termsVersion = 'stripe-ddr-2026-11';

/**
 * Begins to save a method: the row first, then the vendor, with a key that follows from it. The payer gives the card or
 * account to the vendor's form; what comes of it is read from the vendor.
 */
export async function saveMethod({ ctx, deps, input }: Request): Promise<PaymentMethod> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const { id, request } = input;
  const contactEmail = await findAddress(deps.identityDb, scope);
  const { method, name, customerRef } = await deps.db.write(scope, async (tx) => {
    const isNew = await insertMethod(tx, clientId, {
      id,
      vendor: 'stripe',
      kind: request.kind,
      label: request.label,
      mandateMaxCents: request.maxCents,
      termsVersion,
      addedBy: scope.actor.kind === 'user' ? scope.actor.id : null,
      addedByName: scope.actor.name,
      contactEmail,
      at: deps.clock.now(),
    });
    const standing = {
      method: await findMethod(tx, clientId, id),
      name: await findClientName(tx, clientId),
      customerRef: await findCustomer(tx, clientId, 'stripe'),
    };
    if (isNew) await announceMethod(tx, scope, id, 'requested', { kind: request.kind, termsVersion });
    return standing;
  });
  if (!method) throw new Error('a method just written is gone');
  if (method.status !== 'setting_up') return describeMethod({ ctx, deps, id });
  const begun = await vaultOf(deps.vaults, method.vendor)
    .begin({
      clientId,
      methodId: id,
      kind: method.kind,
      customerRef,
      customerName: name,
      customerEmail: contactEmail,
      maxCents: method.kind === 'payto' ? method.mandateMaxCents : null,
      idempotencyKey: `foyer-method-${id}`,
      traceId: scope.traceId,
    })
    .catch((error: unknown) => {
      // Asked again with the same key, the vendor goes on from what it made.
      if (error instanceof GatewayUnknown || error instanceof GatewayRefused) throw vendorSilent(error);
      throw error;
    });
  await deps.db.write(scope, async (tx) => {
    await insertCustomer(tx, clientId, method.vendor, begun.customerRef);
    await updateSetup(tx, clientId, id, begun);
  });
  return describeMethod({ ctx, deps, id, handover: begun.handover });
}
