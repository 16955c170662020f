import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import { deleteSessionsOf, savePasswordHash } from './accounts.repository.ts';
import { identityScope } from './identity-scope.ts';
import { hashPassword } from './passwords.ts';

/** OWASP's floor for a password without a second factor. */
const fewestCharacters = 12;

/**
 * Gives an account a new password; its sessions end.
 * @throws not_found, or invalid_request for a password that is too short
 */
export async function setPassword({
  deps,
  email,
  password,
}: {
  deps: Pick<Deps, 'identityDb'>;
  email: string;
  password: string;
}): Promise<void> {
  if (password.length < fewestCharacters)
    throw new Fault('invalid_request', `A password has at least ${fewestCharacters} characters.`);
  const hash = await hashPassword(password);
  await deps.identityDb.write(identityScope('0'.repeat(32)), async (tx) => {
    const userId = await savePasswordHash(tx, email, hash);
    if (!userId) throw new Fault('not_found', 'No account has this address.');
    await deleteSessionsOf(tx, userId);
  });
}
