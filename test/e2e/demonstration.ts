import { freePorts } from '../support/free-ports.ts';
import { builtLauncher, Launcher } from '../support/launcher.ts';
import { demonstrationData, portCount } from './demonstration-data.ts';

export type Demonstration = {
  portal: string;
  partner: string;
  sandbox: string;
  /** Mails that the sandbox's mailbox holds for an address. */
  mails(to: string): Promise<Mail[]>;
  /** Switches faults of the sandbox; see host-demo/sandbox/control. */
  faults(settings: unknown): Promise<void>;
  stop(): Promise<void>;
};

export type Mail = {
  subject: string;
  text: string;
  html: string | null;
  attachments: { name: string; path: string }[];
};

/**
 * The whole demonstration as `npm start` brings it up, on ports of its own with data of its own. The portal is reached by
 * its address and the partner's page by name: two ports of one name would be one site to a browser's cookie rules.
 */
export async function startDemonstration(): Promise<Demonstration> {
  const folder = await demonstrationData();
  const portalPort = await freePorts(portCount);
  const [partnerPort, sandboxPort] = [portalPort + 1, portalPort + 2];
  const portal = `http://127.0.0.1:${portalPort}`;
  const launcher = new Launcher({
    dataDir: folder.path,
    port: portalPort,
    sandboxPort,
    env: { DEMO: 'on', PARTNER_PORT: String(partnerPort), PUBLIC_URL: portal },
    command: [builtLauncher],
  });
  await launcher.ready();
  const sandbox = `http://localhost:${sandboxPort}`;
  return {
    portal,
    partner: `http://localhost:${partnerPort}`,
    sandbox,
    async mails(to) {
      const answer = await fetch(`${sandbox}/mail.json?to=${encodeURIComponent(to)}`);
      return ((await answer.json()) as { items: Mail[] }).items;
    },
    async faults(settings) {
      await fetch(`${sandbox}/control/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      });
    },
    async stop() {
      await launcher.stop();
      folder.remove();
    },
  };
}
