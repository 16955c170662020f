// `npm run build:server`: the server, the launcher, the sandbox and the partner's page as JavaScript in dist/server.
// The folder keeps the shape of the sources, so that a file which reads its neighbour (a migration, a template, a
// font) finds it there too. Packages stay outside.
import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const output = join(root, 'dist', 'server');
const unfinished = `${output}.new`;

const programs = [
  'server/launch/main.ts',
  'server/launch/parent-watch.ts',
  'server/main.ts',
  // Threads: nothing imports them.
  'server/integrations/bank/statement-reader.ts',
  'host-demo/sandbox/main.ts',
  'host-demo/partner-site/main.ts',
  ...commandsIn('server/commands'),
];

/** Small programs for the person who runs it. */
function commandsIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => /^[\w-]+\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);
}

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { target: 'node', external: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: unfinished,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: programs.map((path) => join(root, path)).filter((path) => existsSync(path)),
      output: {
        format: 'esm',
        preserveModules: true,
        preserveModulesRoot: root,
        entryFileNames: '[name].js',
      },
    },
  },
});
for (const folder of ['server', 'host-demo/sandbox', 'host-demo/partner-site'])
  copyAssets(join(root, folder));
rmSync(output, { recursive: true, force: true });
renameSync(unfinished, output);

function copyAssets(folder) {
  if (!existsSync(folder)) return;
  cpSync(folder, join(unfinished, relative(root, folder)), {
    recursive: true,
    filter: (path) => isAsset(path),
  });
}

/** Sources were built; those of a browser's scripts are bundled where they are asked for. */
function isAsset(path) {
  if (/(\.test\.ts|\.mjs|\/(node_modules|dist))$/.test(path)) return false;
  return !path.endsWith('.ts') || /\/browser\//.test(path);
}
