import { fileURLToPath } from 'node:url';
import { runLauncher } from '../../../server/launch/launcher.ts';
import { findPrograms } from '../../../server/launch/programs.ts';

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

await runLauncher({
  ...findPrograms(),
  server: beside('./server.ts'),
  sandbox: beside('./sandbox.ts'),
  partnerSite: undefined,
});
