import type { Tx } from '../../db/db.ts';
import type { ContractorRole } from './roles.ts';

/** The people of the demonstration's clients: addresses below the reserved top-level name `.example`. */
const demonstrationAddresses = '%@%.example';

/** @returns the account's id; null when no account has the address */
export async function savePasswordHash(tx: Tx, email: string, hash: string): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    update user_account set password_hash = ${hash} where email = ${email.toLowerCase()} returning id`;
  return row?.id ?? null;
}

export async function deleteSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx`delete from user_session where user_id = ${userId}`;
}

export async function saveContractorPerson(
  tx: Tx,
  person: { id: string; email: string; displayName: string; role: ContractorRole },
): Promise<void> {
  await tx`
    insert into user_account (id, email, display_name, kind, contractor_role)
    values (${person.id}, ${person.email.toLowerCase()}, ${person.displayName}, 'contractor', ${person.role})
    on conflict (email) do update set contractor_role = excluded.contractor_role where user_account.kind = 'contractor'`;
}

export async function saveDemonstrationPassword(tx: Tx, hash: string): Promise<void> {
  await tx`update user_account set password_hash = ${hash} where email like ${demonstrationAddresses}`;
  await tx`
    delete from user_session where user_id in (select id from user_account where email like ${demonstrationAddresses})`;
}
