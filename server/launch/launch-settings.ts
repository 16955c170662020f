import { resolve } from 'node:path';
import { LaunchError } from './launch-error.ts';

/** What the launcher itself needs to know; the programs it starts read their own part of the environment. */
export type LaunchSettings = {
  port: number;
  /** Where people reach the portal; no slash at the end. */
  publicUrl: string;
  partnerPort: number;
  sandboxPort: number;
  /** Absolute. */
  dataDir: string;
  /** An existing PostgreSQL instead of the embedded one. */
  databaseUrl: string | undefined;
  /** Demonstration data, accounts and the partner's page. */
  demo: boolean;
  demoPassword: string;
  isProduction: boolean;
  /** As configured; null means the key file in the data folder. */
  masterKey: string | null;
};

/** @throws LaunchError naming the variable that does not hold what it should */
export function readLaunchSettings(env: NodeJS.ProcessEnv = process.env): LaunchSettings {
  const isProduction = env.NODE_ENV === 'production';
  const settings: LaunchSettings = {
    port: portOf(env, 'PORT', 4400),
    publicUrl: (env.PUBLIC_URL || `http://localhost:${portOf(env, 'PORT', 4400)}`).replace(/\/$/, ''),
    partnerPort: portOf(env, 'PARTNER_PORT', 4401),
    sandboxPort: portOf(env, 'SANDBOX_PORT', 4402),
    dataDir: resolve(env.DATA_DIR || '.data'),
    databaseUrl: env.DATABASE_URL || undefined,
    demo: switchOf(env, 'DEMO', !env.DATABASE_URL && !isProduction),
    demoPassword: env.DEMO_PASSWORD || 'foyer-demo',
    isProduction,
    masterKey: env.MASTER_KEY || null,
  };
  refuseSamePorts(settings);
  return settings;
}

function portOf(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (!text) return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new LaunchError(`${name} is "${text}"; it must be a port number from 1 to 65535.`);
  }
  return port;
}

function switchOf(env: NodeJS.ProcessEnv, name: string, fallback: boolean): boolean {
  const text = env[name]?.toLowerCase();
  if (!text) return fallback;
  if (['on', '1', 'true', 'yes'].includes(text)) return true;
  if (['off', '0', 'false', 'no'].includes(text)) return false;
  throw new LaunchError(`${name} is "${text}"; it must be on or off.`);
}

function refuseSamePorts({ port, partnerPort, sandboxPort }: LaunchSettings): void {
  if (new Set([port, partnerPort, sandboxPort]).size === 3) return;
  throw new LaunchError(
    `PORT (${port}), PARTNER_PORT (${partnerPort}) and SANDBOX_PORT (${sandboxPort}) must differ.`,
  );
}
