import { type SpawnOptions, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Under whose id PostgreSQL runs. It refuses to run as root, so a root launcher lends it another one:
 * - `self`: the launcher is an ordinary user;
 * - `user`: spawned with the id of an unprivileged system user;
 * - `namespace`: a user namespace in which root's files appear to belong to an unprivileged user.
 */
export type Identity =
  | { kind: 'self' }
  | { kind: 'user'; uid: number; gid: number }
  | { kind: 'namespace'; uid: number };

export type SystemUser = { name: string; uid: number; gid: number };

/** What to spawn so that `program` runs under `identity`. */
export function commandAs(
  identity: Identity,
  program: string,
  args: string[],
): { command: string; args: string[]; options: SpawnOptions } {
  if (identity.kind === 'namespace') {
    // unshare replaces itself by the program: the process id stays the one that was spawned.
    const prefix = ['--user', `--map-user=${identity.uid}`, '--', program];
    return { command: 'unshare', args: [...prefix, ...args], options: {} };
  }
  const options = identity.kind === 'user' ? { uid: identity.uid, gid: identity.gid } : {};
  return { command: program, args, options };
}

/** True when `program` can be executed under `identity` and answers. */
export function canRun(identity: Identity, program: string): boolean {
  const { command, args, options } = commandAs(identity, program, ['--version']);
  const result = spawnSync(command, args, { ...options, cwd: '/', stdio: 'ignore', timeout: 5000 });
  return result.status === 0;
}

/** True when `identity` can enter `folder`, that is, pass through every folder above it. */
export function canEnter(identity: Identity, folder: string): boolean {
  const { command, args, options } = commandAs(identity, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]);
  return spawnSync(command, args, { ...options, cwd: '/', stdio: 'ignore', timeout: 5000 }).status === 0;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * An existing unprivileged user to run as: initdb looks its own user up by name, so an id without an entry will not do.
 */
export function unprivilegedUser(passwd = readFileSync('/etc/passwd', 'utf8')): SystemUser | undefined {
  const users = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
  return (
    users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody') ?? users[0]
  );
}
