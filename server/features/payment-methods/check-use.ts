import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import { notFound } from '../../ports/fault.ts';
import { clientIdOf } from './client-of.ts';
import { useFault } from './payment-methods.errors.ts';
import { type User, useProblem } from './payment-methods.model.ts';
import { findMethod } from './payment-methods.repository.ts';

type Use = {
  methodId: string;
  user: User;
  rail: string;
  /** With the surcharge: what will be taken. */
  amountCents: number;
  /** Of each line of the basket. */
  poNumbers: readonly (string | null)[];
};

/** @throws Fault when the method is not the client's, not good, or its authority does not reach so far */
export async function checkUse(tx: Tx, scope: Scope, { methodId, ...use }: Use): Promise<void> {
  const method = await findMethod(tx, clientIdOf(scope), methodId);
  if (!method || method.status === 'removed') throw notFound();
  const problem = useProblem(method, use);
  if (problem) throw useFault(problem);
}
