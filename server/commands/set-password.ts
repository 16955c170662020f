import { createInterface } from 'node:readline';
import { addContractorPerson } from '../features/identity/add-contractor-person.ts';
import { type ContractorRole, contractorRoles } from '../features/identity/roles.ts';
import { setPassword } from '../features/identity/set-password.ts';
import { openIdentity, readOptions, runCommand } from './command-line.ts';

/**
 * `npm run set:password -- --email ADDRESS --as client|ops|admin`: reads a password from standard input and gives it
 * to the account. `ops` and `admin` make the account of one of the contractor's people when there is none.
 */
const options = readOptions(
  'npm run set:password -- --email ADDRESS --as client|ops|admin   (the password comes on standard input)',
  ['email', 'as'],
);

await runCommand(async () => {
  const deps = await openIdentity();
  const role = contractorRoles.find((item): item is ContractorRole => item === options.as);
  if (!role && options.as !== 'client') throw new Error('--as is client, ops or admin.');
  if (role)
    await addContractorPerson({
      deps,
      person: { email: options.email, displayName: options.email.split('@')[0] ?? options.email, role },
    });
  const lines = createInterface({ input: process.stdin });
  const { value: password = '' } = await lines[Symbol.asyncIterator]().next();
  await setPassword({ deps, email: options.email, password });
  console.log('Done. Sessions of this account have ended.');
});
