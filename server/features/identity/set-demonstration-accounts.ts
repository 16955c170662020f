import type { Deps } from '../../ports/deps.ts';
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
  const hash = await hashPassword(password);
  await deps.identityDb.write(identityScope('0'.repeat(32)), async (tx) => {
    for (const person of contractorStaff) {
      await tx`
        insert into user_account (id, email, display_name, kind, contractor_role)
        values (${deps.ids.next()}, ${person.email}, ${person.displayName}, 'contractor', ${person.role})
        on conflict (email) do nothing`;
    }
    await tx`update user_account set password_hash = ${hash} where email like '%@%.example'`;
    await tx`delete from user_session where user_id in (select id from user_account where email like '%@%.example')`;
  });
}
