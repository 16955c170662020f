import { fileURLToPath } from 'node:url';
import { createSandbox, type SandboxOptions } from './create-sandbox.ts';
import { warmUpPaypal } from './paypal/checkout-pages.ts';
import { warmUp } from './stripe/elements-pages.ts';

export { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts';

const WARM_UP_AFTER_MS = 3_000;

/** Reads the settings of a sandbox that runs as its own process. */
function settings(environment: NodeJS.ProcessEnv): SandboxOptions {
  const webhookUrl = environment.SANDBOX_STRIPE_WEBHOOK_URL;
  const webhookSecret = environment.SANDBOX_STRIPE_WEBHOOK_SECRET;
  const paypalUrl = environment.SANDBOX_PAYPAL_WEBHOOK_URL;
  const paypalId = environment.SANDBOX_PAYPAL_WEBHOOK_ID;
  return {
    port: Number(environment.SANDBOX_PORT ?? 4402),
    ...(environment.SANDBOX_ORIGIN ? { origin: environment.SANDBOX_ORIGIN } : {}),
    smtpPort: Number(environment.SANDBOX_SMTP_PORT ?? 0),
    ...(environment.SANDBOX_DATA_DIR ? { dataDir: environment.SANDBOX_DATA_DIR } : {}),
    ...(webhookUrl && webhookSecret ? { stripeWebhook: { url: webhookUrl, secret: webhookSecret } } : {}),
    ...(paypalUrl && paypalId ? { paypalWebhook: { url: paypalUrl, id: paypalId } } : {}),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sandbox = await createSandbox(settings(process.env));
  // One line for whoever started the process: where everything listens.
  console.log(JSON.stringify({ sandbox: sandbox.origin, smtp: `smtp://localhost:${sandbox.smtpPort}` }));
  // Ready before the first card form is opened, but not while everything else starts.
  setTimeout(() => void warmUp().then(warmUpPaypal), WARM_UP_AFTER_MS).unref();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}
