import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { freePort, isPortFree } from './free-port.ts';
import { LaunchError } from './launch-error.ts';
import type { LaunchSettings } from './launch-settings.ts';

/** What every program is given beside the database's address; each reads its own part. */
export async function childEnvironment(settings: LaunchSettings): Promise<NodeJS.ProcessEnv> {
  const { port, partnerPort, sandboxPort, dataDir, demo, demoPassword } = settings;
  const {
    STRIPE_WEBHOOK_SECRET = 'whsec_sandbox',
    PAYPAL_WEBHOOK_ID = 'WH-SANDBOX',
    SANDBOX_SMTP_PORT,
    INVOICE_MAIL,
  } = process.env;
  return {
    ...process.env,
    PORT: String(port),
    PARTNER_PORT: String(partnerPort),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SMTP_PORT: SANDBOX_SMTP_PORT || String(await smtpPort(settings)),
    SANDBOX_DATA_DIR: join(dataDir, 'sandbox'),
    SANDBOX_STRIPE_WEBHOOK_URL: `http://localhost:${port}/webhooks/stripe`,
    SANDBOX_STRIPE_WEBHOOK_SECRET: STRIPE_WEBHOOK_SECRET.split(',')[0],
    SANDBOX_PAYPAL_WEBHOOK_URL: `http://localhost:${port}/webhooks/paypal`,
    SANDBOX_PAYPAL_WEBHOOK_ID: PAYPAL_WEBHOOK_ID,
    DATA_DIR: dataDir,
    // Mail of the demonstration ends in the sandbox's mailbox.
    INVOICE_MAIL: INVOICE_MAIL || (demo ? 'on' : 'off'),
    DEMO: demo ? 'on' : 'off',
    DEMO_PASSWORD: demoPassword,
  };
}

/**
 * Asks the server's own reader of the environment before anything is started.
 *
 * @throws LaunchError with its sentence
 */
export function refuseBadConfiguration(env: NodeJS.ProcessEnv): void {
  try {
    readConfig(env);
  } catch (error) {
    throw new LaunchError(error instanceof Error ? error.message : String(error));
  }
}

/** Nobody types the mailbox's port: the one beside the sandbox's, or else any that is free. */
async function smtpPort({ port, partnerPort, sandboxPort }: LaunchSettings): Promise<number> {
  const beside = sandboxPort + 1;
  const isOurs = beside === port || beside === partnerPort || beside > 65_535;
  return !isOurs && (await isPortFree(beside)) ? beside : freePort();
}
