import type { Deps } from '../../ports/deps.ts';
import { saveContractorPerson } from './accounts.repository.ts';
import { identityScope } from './identity-scope.ts';
import type { ContractorRole } from './roles.ts';

/** Makes an account for one of the contractor's own people, or changes the role of one that is there. */
export async function addContractorPerson({
  deps,
  person,
}: {
  deps: Pick<Deps, 'identityDb' | 'ids'>;
  person: { email: string; displayName: string; role: ContractorRole };
}): Promise<void> {
  await deps.identityDb.write(identityScope('0'.repeat(32)), (tx) =>
    saveContractorPerson(tx, { id: deps.ids.next(), ...person }),
  );
}
