import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.ts';
import { type Binaries, binariesIn, packagedBinaries } from './binaries.ts';
import * as probes from './identity.ts';
import { type Identity, isRoot, unprivilegedUser } from './identity.ts';
import { readSettings } from './stored-settings.ts';

/** What an identity can reach on this machine. */
export type Probes = Pick<typeof probes, 'canEnter' | 'canRun'>;

/** Where one cluster lives, which binaries serve it and under whose id. */
export type Placement = { cluster: string; binaries: Binaries; identity: Identity };

/**
 * Decides how to run PostgreSQL for the folder `home` (`<DATA_DIR>/postgres`). As root, in this order: an unprivileged
 * user, when it can reach binaries and data; a user namespace, for a clone below a folder that only root may enter; a
 * copy in a system folder. A cluster that exists is served as it was made: its owner tells how.
 *
 * @throws LaunchError when the machine allows none of them.
 */
export function place(home: string, { canEnter, canRun }: Probes = probes): Placement {
  const binaries = packagedBinaries();
  const cluster = join(home, 'cluster');
  if (!isRoot()) return { cluster, binaries, identity: { kind: 'self' } };

  const away = systemFolder(home);
  if (existsSync(join(away, 'cluster')) && !readSettings(home)) setAside(join(away, 'cluster'));
  if (existsSync(join(away, 'cluster'))) return placeAway(away, binaries, canRun);
  if (existsSync(cluster)) return placeExisting(cluster, home, binaries, { canEnter, canRun });

  const user = unprivilegedUser();
  if (!user)
    throw new LaunchError(
      'PostgreSQL cannot run as root and this system has no other user; add one or set DATABASE_URL.',
    );
  const asUser: Identity = { kind: 'user', uid: user.uid, gid: user.gid };
  if (canEnter(asUser, home) && canRun(asUser, binaries.postgres))
    return { cluster, binaries, identity: asUser };
  const inNamespace: Identity = { kind: 'namespace', uid: user.uid };
  if (canEnter(inNamespace, home) && canRun(inNamespace, binaries.postgres)) {
    return { cluster, binaries, identity: inNamespace };
  }
  return placeAway(away, binaries, canRun);
}

function placeExisting(
  cluster: string,
  home: string,
  binaries: Binaries,
  { canEnter, canRun }: Probes,
): Placement {
  const { uid, gid } = statSync(cluster);
  if (uid === 0) {
    const identity: Identity = { kind: 'namespace', uid: unprivilegedUser()?.uid ?? 65534 };
    if (canRun(identity, binaries.postgres)) return { cluster, binaries, identity };
    throw new LaunchError(
      `The database in ${cluster} was made in a user namespace, which this system no longer allows; allow it or move ${home} away to start afresh.`,
    );
  }
  const identity: Identity = { kind: 'user', uid, gid };
  if (!canEnter(identity, cluster)) {
    throw new LaunchError(
      `The user with id ${uid} owns the database in ${cluster} but cannot enter that folder; give it passage.`,
    );
  }
  if (canRun(identity, binaries.postgres)) return { cluster, binaries, identity };
  return { cluster, binaries: copyBinaries(binaries, systemFolder(home)), identity };
}

function placeAway(folder: string, binaries: Binaries, canRun: Probes['canRun']): Placement {
  const user = unprivilegedUser();
  if (!user)
    throw new LaunchError(
      'PostgreSQL cannot run as root and this system has no other user; add one or set DATABASE_URL.',
    );
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  chmodSync(folder, 0o755);
  const copied = copyBinaries(binaries, folder);
  const cluster = join(folder, 'cluster');
  const { uid, gid } = existsSync(cluster) ? statSync(cluster) : user;
  const identity: Identity = { kind: 'user', uid, gid };
  if (!canRun(identity, copied.postgres)) {
    throw new LaunchError(
      `PostgreSQL cannot run as root, and user ${user.name} cannot run it from ${folder}; set DATABASE_URL instead.`,
    );
  }
  return { cluster, binaries: copied, identity };
}

/** A folder that everyone may enter, one per data folder. Survives a reboot where the system has such a place. */
export function systemFolder(home: string): string {
  const name = `foyer-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`;
  return join(isWritable('/var/lib') ? '/var/lib' : tmpdir(), name);
}

function copyBinaries(from: Binaries, folder: string): Binaries {
  const copy = binariesIn(join(folder, 'native'));
  // The size of the server program tells one release from another.
  const isSame = existsSync(copy.postgres) && statSync(copy.postgres).size === statSync(from.postgres).size;
  if (isSame) return copy;
  const unfinished = `${copy.home}.${process.pid}`;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  cpSync(from.home, unfinished, { recursive: true, verbatimSymlinks: true });
  rmSync(copy.home, { recursive: true, force: true });
  renameSync(unfinished, copy.home);
  return copy;
}

/** Somebody removed the data folder to start afresh; the data it pointed to is kept, out of the way. */
function setAside(cluster: string): void {
  renameSync(cluster, `${cluster}.left-${new Date().toISOString().replaceAll(/\W/g, '')}`);
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
