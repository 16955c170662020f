import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A program of the tests as one file of JavaScript, for those that start it many times: translating its sources takes
 * longer at each start than what it does. Below the project, where it finds its packages.
 */
export async function bundle(source: string): Promise<{ path: string; remove: () => void }> {
  const outDir = join(root, '.cache', `bundle-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { target: 'node', external: true },
    build: {
      ssr: fileURLToPath(new URL(source, import.meta.url)),
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
  return {
    path: join(outDir, 'program.mjs'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
