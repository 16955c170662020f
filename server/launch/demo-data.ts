import { createHash } from 'node:crypto';
import { type DemonstrationState, readState, writeState } from './demonstration-state.ts';
import type { LaunchSettings } from './launch-settings.ts';
import { type Push, pushFromSandbox } from './sandbox-push.ts';

/** What the demonstration needs from the server's own rooms. */
export type DemonstrationAccess = {
  hasClients: () => Promise<boolean>;
  /** @returns the secret, a new one at each call; `ofBrand` confines it to the client organisation with that brand */
  registerOAuthClient: (client: {
    id: string;
    name: string;
    scopes: ('sync' | 'embed')[];
    ofBrand: string | null;
    allowedOrigins: string[];
  }) => Promise<string>;
  /** Makes the contractor's two accounts and gives every demonstration account this password. */
  setPasswords: (password: string) => Promise<void>;
  close: () => Promise<void>;
};

export type OpenDemonstrationAccess = (options: {
  ownerUrl: string;
  masterKey: string | null;
  dataDir: string;
}) => Promise<DemonstrationAccess>;

export type DemonstrationOptions = {
  settings: LaunchSettings;
  ownerUrl: string;
  log: (line: string) => void;
};

const CORE_SYSTEM = 'demo-core-system';
const PARTNER = 'demo-partner';

/**
 * Fills an empty installation from the sandbox's core system through the sync interface, and makes the accounts.
 * Interrupted, it is continued by the next start. A database that somebody else filled is left as it is, but for the
 * partner's access and the passwords of addresses below the reserved `.example`.
 *
 * @returns what the partner's page needs in its environment
 */
export async function loadDemonstration(
  { settings, ownerUrl, log }: DemonstrationOptions,
  { open, push }: { open: OpenDemonstrationAccess; push: Push } = { open: openLazily, push: pushFromSandbox },
): Promise<NodeJS.ProcessEnv> {
  const known = readState(settings.dataDir);
  const wanted = digestOf(settings, ownerUrl);
  let embedSecret = known?.accountsFor === wanted ? known.embedSecret : undefined;
  if (embedSecret === undefined) {
    const access = await open({ ownerUrl, masterKey: settings.masterKey, dataDir: settings.dataDir });
    try {
      embedSecret = await load(access, { settings, ownerUrl, log }, push, known);
      writeState(settings.dataDir, { loadedInto: databaseOf(ownerUrl), accountsFor: wanted, embedSecret });
    } finally {
      await access.close();
    }
  }
  return {
    FOYER_BASE_URL: settings.publicUrl,
    FOYER_CLIENT_ID: PARTNER,
    FOYER_CLIENT_SECRET: embedSecret,
  };
}

async function load(
  access: DemonstrationAccess,
  { settings, ownerUrl, log }: DemonstrationOptions,
  push: Push,
  known: DemonstrationState | undefined,
): Promise<string> {
  const isLoaded = known?.loadedInto === databaseOf(ownerUrl);
  // The state is begun before the first row arrives: rows without it are somebody else's.
  const isOthers = !known && (await access.hasClients());
  if (!isLoaded && !isOthers) {
    writeState(settings.dataDir, { begun: true });
    log('Loading the demonstration data.');
    const secret = await access.registerOAuthClient({
      id: CORE_SYSTEM,
      name: 'Core system (sandbox)',
      scopes: ['sync'],
      ofBrand: null,
      allowedOrigins: [],
    });
    await push({ settings, clientId: CORE_SYSTEM, clientSecret: secret, log });
  }
  await access.setPasswords(settings.demoPassword);
  return access.registerOAuthClient({
    id: PARTNER,
    name: "Partner's page (demonstration)",
    scopes: ['embed'],
    ofBrand: 'harbourview',
    allowedOrigins: [`http://localhost:${settings.partnerPort}`],
  });
}

/** Loaded only on a start that has something to do: the identity room's packages cost time. */
const openLazily: OpenDemonstrationAccess = async (options) =>
  (await import('./demonstration-access.ts')).openDemonstrationAccess(options);

/** Changes when the accounts have to be made again. */
function digestOf({ demoPassword, partnerPort }: LaunchSettings, ownerUrl: string): string {
  return createHash('sha256')
    .update(JSON.stringify([demoPassword, partnerPort, databaseOf(ownerUrl)]))
    .digest('hex');
}

/** The embedded server's port may differ from start to start: there is but one database then. */
function databaseOf(ownerUrl: string): string {
  const { hostname, port, pathname, username } = new URL(ownerUrl);
  return username === 'foyer_owner' && hostname === '127.0.0.1'
    ? 'embedded'
    : `${hostname}:${port}${pathname}`;
}
