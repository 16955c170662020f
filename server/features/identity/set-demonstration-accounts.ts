import type { Deps } from '../../ports/deps.ts';
import { saveDemonstrationPassword } from './accounts.repository.ts';
import { addContractorPerson } from './add-contractor-person.ts';
import { identityScope } from './identity-scope.ts';
import { hashPassword } from './passwords.ts';

const contractorStaff = [
  { email: 'ops@foyer.example', displayName: 'Robin Osei', role: 'ops' },
  { email: 'admin@foyer.example', displayName: 'Alex Marchetti', role: 'admin' },
] as const;

/**
 * Makes the contractor's two accounts and gives the people of the demonstration's clients (addresses below the
 * reserved `.example`) one password. Sessions of theirs end.
 */
export async function setDemonstrationAccounts({
  deps,
  password,
}: {
  deps: Pick<Deps, 'identityDb' | 'ids'>;
  password: string;
}): Promise<void> {
  for (const person of contractorStaff) await addContractorPerson({ deps, person });
  const hash = await hashPassword(password);
  await deps.identityDb.write(identityScope('0'.repeat(32)), (tx) => saveDemonstrationPassword(tx, hash));
}
