import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** A Chromium that starts on this machine, with the flags and environment it needs to do so. */
export type Chromium = {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
};

/**
 * Flags for every test browser: runs as root, without a graphics card, and without calls of its own.
 * The bundled Chromium's own flag list is left out on purpose: it asks for a single process and turns web
 * security off, and a test of embedding needs several processes and real origins.
 */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

const PROJECT_ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const INSTALLED_NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const INSTALLED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

let found: Promise<Chromium> | undefined;

/** Finds a Chromium: `CHROME_PATH`, else an installed one, else the bundled package unpacked once. */
export function findChromium(): Promise<Chromium> {
  found ??= locate();
  return found;
}

/** Launches a headless browser that several pages and frames of other origins can share. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, args, env } = await findChromium();
  return chromium.launch({
    ...options,
    executablePath,
    args: [...args, ...(options.args ?? [])],
    env: { ...definedEnvironment(), ...env, ...options.env },
  });
}

async function locate(): Promise<Chromium> {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROME_PATH names no executable file: ${named}`);
    return { executablePath: named, args: [...CHROMIUM_ARGS], env: {} };
  }
  const installed = findInstalled();
  if (installed) return { executablePath: installed, args: [...CHROMIUM_ARGS], env: {} };
  return bundled();
}

function findInstalled(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  const candidates = folders.flatMap((folder) => INSTALLED_NAMES.map((name) => join(folder, name)));
  return [...candidates, ...INSTALLED_PATHS].find(isExecutable);
}

/**
 * Unpacks the Chromium inside `@sparticuz/chromium` below `.cache`, in a folder of its own that is renamed
 * into place when complete, so that two test runs that start together never see half a browser.
 */
function bundled(): Chromium {
  const packageFile = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const version = packageVersion(packageFile);
  const folder = join(PROJECT_ROOT, '.cache', `chromium-${version}`);
  if (!existsSync(join(folder, 'chromium'))) unpack(folder);

  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  if (!starts(executablePath, env)) {
    // A slim system lacks NSS and friends; the package carries them.
    env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
      .filter(Boolean)
      .join(':');
    if (!starts(executablePath, env)) {
      throw new Error(`The bundled Chromium does not start (${executablePath}). Set CHROME_PATH to another.`);
    }
  }
  return { executablePath, args: [...CHROMIUM_ARGS], env };
}

function unpack(folder: string): void {
  const staging = `${folder}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  // The package unpacks into the system's temporary folder; a child process gets its own as TMPDIR.
  // The AWS name makes it unpack the shared libraries too.
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', "import c from '@sparticuz/chromium'; await c.executablePath();"],
    {
      cwd: PROJECT_ROOT,
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      encoding: 'utf8',
    },
  );
  if (status !== 0) {
    rmSync(staging, { recursive: true, force: true });
    throw new Error(`The bundled Chromium could not be unpacked: ${stderr}`);
  }
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // Another run was first: its copy is as good as ours.
    if (!existsSync(join(folder, 'chromium'))) throw error;
  }
}

function packageVersion(entry: string): string {
  const require = createRequire(pathToFileURL(entry));
  const root = entry.slice(0, entry.lastIndexOf('/build/'));
  const manifest: { version: string } = require(join(root, 'package.json'));
  return manifest.version;
}

function starts(executablePath: string, env: Record<string, string>): boolean {
  const { status } = spawnSync(executablePath, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...env },
    timeout: 20_000,
    stdio: 'ignore',
  });
  return status === 0;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
