import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import type { MethodPicture } from '../../ports/payment-method-vault.ts';
import { dayIn } from '../invoices/index.ts';
import { announceMethod } from './announce-method.ts';
import { clientIdOf } from './client-of.ts';
import { standingAfter } from './payment-methods.model.ts';
import { disableAutopayBy, lockMethod, type MethodRow, updatePicture } from './payment-methods.repository.ts';

type Work = {
  tx: Tx;
  /** With the method's client. */
  scope: Scope;
  deps: Pick<Deps, 'clock' | 'supplier'>;
  id: string;
  picture: MethodPicture;
};

/** Writes what the vendor says of a method, with what follows. Saying it twice changes nothing. */
export async function applyPicture({ tx, scope, deps, id, picture }: Work): Promise<'applied' | 'unchanged'> {
  const clientId = clientIdOf(scope);
  const row = await lockMethod(tx, clientId, id);
  if (!row) return 'unchanged';
  const at = deps.clock.now();
  const status = standingAfter(row.status, picture, dayIn(deps.supplier.timeZone, at));
  if (status === row.status && isKnown(row, picture)) return 'unchanged';
  await updatePicture(tx, clientId, id, { status, picture, at });
  const stopsAutopay = status !== row.status && (status === 'cancelled' || status === 'expired');
  const stopped = stopsAutopay && (await disableAutopayBy(tx, clientId, id, at));
  await announceMethod(tx, scope, id, status === row.status ? 'updated' : status, {
    kind: row.kind,
    before: row.status,
    autopayStopped: stopped,
  });
  return 'applied';
}

function isKnown(row: MethodRow, { details, ...picture }: MethodPicture): boolean {
  const same = <T>(seen: T | null, kept: T | null): boolean => seen === null || seen === kept;
  return (
    same(picture.methodRef, row.methodRef) &&
    same(picture.mandateRef, row.mandateRef) &&
    same(picture.mandateMaxCents, row.mandateMaxCents) &&
    same(picture.mandateEndsOn, row.mandateEndsOn) &&
    same(details.expiresOn, row.expiresOn) &&
    same(details.last4, row.last4)
  );
}
