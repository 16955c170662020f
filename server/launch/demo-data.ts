import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDemonstrationAccess } from './demonstration-access.ts';
import { LaunchError } from './launch-error.ts';
import type { LaunchSettings } from './launch-settings.ts';
import { type Push, pushFromSandbox } from './sandbox-push.ts';

/** What the demonstration needs from the server's own rooms. */
export type DemonstrationAccess = {
  hasClients: () => Promise<boolean>;
  /** Makes the OAuth client or gives it this secret. `clientExternalId` confines it to one client organisation. */
  ensureOAuthClient: (client: DemonstrationOAuthClient) => Promise<void>;
  /** Makes the contractor's two accounts and gives every demonstration account this password. */
  setPasswords: (password: string) => Promise<void>;
  close: () => Promise<void>;
};

export type DemonstrationOAuthClient = {
  id: string;
  secret: string;
  name: string;
  scopes: ('sync' | 'embed')[];
  clientExternalId: string | null;
  allowedOrigins: string[];
};

type State = {
  syncSecret: string;
  embedSecret: string;
  /** Set when the data has arrived whole; without it the next start pushes again, which repeats nothing. */
  loadedAt?: string;
  passwordDigest?: string;
};

type Options = {
  settings: LaunchSettings;
  ownerUrl: string;
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
};

/** Harbourview in the sandbox's core system: the partner's page shows its invoices. */
const PARTNERS_CLIENT = 'harbourview';

/**
 * Fills an empty installation from the sandbox's core system through the sync interface, and makes the accounts.
 * Interrupted, it is continued by the next start.
 *
 * @returns what the partner's page needs in its environment
 */
export async function loadDemonstration(
  { settings, ownerUrl, env, log }: Options,
  open: (options: {
    ownerUrl: string;
    env: NodeJS.ProcessEnv;
  }) => Promise<DemonstrationAccess> = openDemonstrationAccess,
  push: Push = pushFromSandbox,
): Promise<NodeJS.ProcessEnv> {
  const path = join(settings.dataDir, 'demonstration.json');
  const known = readState(path);
  const state = known ?? { syncSecret: secret(), embedSecret: secret() };
  const access = await open({ ownerUrl, env });
  try {
    const isOthers = !known && (await access.hasClients());
    if (!known) writeState(path, state);
    if (!state.loadedAt && !isOthers) {
      log('Loading the demonstration data.');
      const id = 'demo-core-system';
      await access.ensureOAuthClient({
        id,
        secret: state.syncSecret,
        name: 'Core system (sandbox)',
        scopes: ['sync'],
        clientExternalId: null,
        allowedOrigins: [],
      });
      await push({ settings, clientId: id, clientSecret: state.syncSecret, log });
    }
    const passwordDigest = createHash('sha256').update(settings.demoPassword).digest('hex');
    if (!state.loadedAt || state.passwordDigest !== passwordDigest) {
      await access.setPasswords(settings.demoPassword);
      await access.ensureOAuthClient({
        id: 'demo-partner',
        secret: state.embedSecret,
        name: "Partner's page (demonstration)",
        scopes: ['embed'],
        clientExternalId: PARTNERS_CLIENT,
        allowedOrigins: [`http://localhost:${settings.partnerPort}`],
      });
      writeState(path, { ...state, loadedAt: new Date().toISOString(), passwordDigest });
    }
  } finally {
    await access.close();
  }
  return {
    FOYER_BASE_URL: `http://localhost:${settings.port}`,
    FOYER_CLIENT_ID: 'demo-partner',
    FOYER_CLIENT_SECRET: state.embedSecret,
  };
}

function readState(path: string): State | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as State;
  } catch {
    throw new LaunchError(`${path} cannot be read; remove it and start again, or set DEMO=off.`);
  }
}

function writeState(path: string, state: State): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
