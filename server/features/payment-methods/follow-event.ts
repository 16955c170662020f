import { enterScope, type Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import type { MethodPicture } from '../../ports/payment-method-vault.ts';
import { applyPicture } from './apply-picture.ts';
import { findMethod, findOwner } from './payment-methods.repository.ts';
import { vaultOf } from './vault-of.ts';

export type MethodNews = { clientId: string; id: string; picture: MethodPicture };

type Question = {
  deps: Pick<Deps, 'db' | 'vaults'>;
  /** The house's scope, of no client yet. */
  scope: Scope;
  vendor: Vendor;
  subject: 'setup' | 'mandate' | 'method';
  ref: string;
};

/**
 * Finds whose method an event speaks of and reads it from the vendor: what it says now is worth more than what it said
 * then. Null for what is not ours, such as the agreement of a single payment.
 */
export async function readNamedMethod(question: Question): Promise<MethodNews | null> {
  const { deps, scope, vendor, subject, ref } = question;
  const owner = await deps.db.read(scope, (tx) => findOwner(tx, vendor, subject, ref));
  if (!owner) return null;
  const entered = { ...scope, clientId: owner.clientId };
  const row = await deps.db.read(entered, (tx) => findMethod(tx, owner.clientId, owner.id));
  if (!row) return null;
  const { picture } = await vaultOf(deps.vaults, vendor).read(row);
  return { ...owner, picture };
}

/** Writes the news in the transaction that concludes the event. */
export async function applyMethodNews(
  work: { tx: Tx; scope: Scope; deps: Pick<Deps, 'clock' | 'supplier'> },
  { clientId, id, picture }: MethodNews,
): Promise<'applied' | 'unchanged'> {
  const scope = { ...work.scope, clientId };
  await enterScope(work.tx, scope);
  return applyPicture({ ...work, scope, id, picture });
}
