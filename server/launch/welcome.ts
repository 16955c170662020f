import type { LaunchSettings } from './launch-settings.ts';
import type { Programs } from './programs.ts';

/** What the terminal shows when everything answers: where to go and whom to sign in as. */
export function welcome(settings: LaunchSettings, programs: Programs, elapsedMs: number): string {
  const { port, partnerPort, sandboxPort, demo, demoPassword, isProduction, dataDir } = settings;
  const addresses: [string, string][] = [['Portal', `http://localhost:${port}`]];
  if (demo && programs.partnerSite) {
    addresses.push(["Partner's page", `http://localhost:${partnerPort}`]);
    addresses.push(['Client intranet', `http://localhost:${partnerPort}/intranet/`]);
  }
  if (programs.sandbox && !isProduction)
    addresses.push(['Sandbox, mailbox', `http://localhost:${sandboxPort}`]);
  const lines = ['', `Foyer is ready (${(elapsedMs / 1000).toFixed(1)} s).`, '', ...columns(addresses)];
  if (demo) {
    const roles = 'admin, finance, quality, site, viewer';
    lines.push(
      '',
      `Demonstration accounts, password ${demoPassword}:`,
      ...columns([
        ['finance@harbourview.example', `or ${roles} at harbourview.example`],
        ['finance@northside.example', `or ${roles} at northside.example`],
        ['ops@foyer.example', 'the contractor; also admin@foyer.example'],
      ]),
    );
  }
  if (!isProduction) lines.push('', `Logs and data: ${dataDir}. Ctrl-C stops everything.`);
  return lines.join('\n');
}

function columns(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
