import { fileURLToPath } from 'node:url';
import { createSandbox, type SandboxOptions } from './create-sandbox.ts';

export { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts';

/** Reads the settings of a sandbox that runs as its own process. */
function settings(environment: NodeJS.ProcessEnv): SandboxOptions {
  const webhookUrl = environment.SANDBOX_STRIPE_WEBHOOK_URL;
  const webhookSecret = environment.SANDBOX_STRIPE_WEBHOOK_SECRET;
  return {
    port: Number(environment.SANDBOX_PORT ?? 4402),
    ...(environment.SANDBOX_ORIGIN ? { origin: environment.SANDBOX_ORIGIN } : {}),
    smtpPort: Number(environment.SANDBOX_SMTP_PORT ?? 0),
    ...(environment.SANDBOX_DATA_DIR ? { dataDir: environment.SANDBOX_DATA_DIR } : {}),
    ...(webhookUrl && webhookSecret ? { stripeWebhook: { url: webhookUrl, secret: webhookSecret } } : {}),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sandbox = await createSandbox(settings(process.env));
  // One line for whoever started the process: where everything listens.
  console.log(JSON.stringify({ sandbox: sandbox.origin, smtp: `smtp://localhost:${sandbox.smtpPort}` }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}
