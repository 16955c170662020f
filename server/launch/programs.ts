import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files of the programs the launcher runs; a product installed without its demonstration has the server alone. */
export type Programs = {
  server: string;
  sandbox: string | undefined;
  partnerSite: string | undefined;
  /** Node's options for each of them. */
  nodeOptions: string[];
};

/**
 * The server's memory for what lives shortly, in megabytes: with Node's own 16, the collector takes a sixth of the time
 * that a large statement does.
 */
export const serverOptions = ['--max-semi-space-size=64'];

/** They lie beside this file's folder in the built tree as in the source tree; only the extension differs. */
export function findPrograms(): Programs {
  const extension = extname(fileURLToPath(import.meta.url));
  const at = (path: string) => fileURLToPath(new URL(`${path}${extension}`, import.meta.url));
  const ifThere = (path: string) => (existsSync(path) ? path : undefined);
  const compiler = extension === '.ts' ? ['--import', 'tsx'] : ['--enable-source-maps'];
  return {
    server: at('../main'),
    sandbox: ifThere(at('../../host-demo/sandbox/main')),
    partnerSite: ifThere(at('../../host-demo/partner-site/main')),
    nodeOptions: [...compiler, '--import', new URL(`./parent-watch${extension}`, import.meta.url).href],
  };
}
