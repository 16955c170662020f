import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from './launch-error.ts';
import type { LaunchSettings } from './launch-settings.ts';

export type Push = (options: {
  settings: LaunchSettings;
  clientId: string;
  clientSecret: string;
  log: (line: string) => void;
}) => Promise<void>;

type Progress = { state: string; dataset?: string; done?: number; total?: number; error?: string };

/** Asks the sandbox's core system to push everything it has through the sync interface, and waits for the end. */
export const pushFromSandbox: Push = async ({ settings, clientId, clientSecret, log }) => {
  const sandbox = `http://localhost:${settings.sandboxPort}/core-system/push`;
  const baseUrl = `http://localhost:${settings.port}`;
  const begun = await fetch(sandbox, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ baseUrl, clientId, clientSecret, tokenUrl: `${baseUrl}/oauth/token` }),
  });
  if (!begun.ok)
    throw new LaunchError(`The sandbox's core system refused to push its data (${begun.status}).`);
  const { id } = (await begun.json()) as { id: string };
  let shown = '';
  for (;;) {
    const progress = (await (await fetch(`${sandbox}/${id}`)).json()) as Progress;
    if (progress.error)
      throw new LaunchError(`The demonstration data could not be loaded: ${progress.error}`);
    if (progress.dataset && progress.dataset !== shown) {
      shown = progress.dataset;
      log(`  ${shown}`);
    }
    if (/^(done|finished|completed|succeeded)$/.test(progress.state)) return;
    await sleep(50);
  }
};
