// `npm start`: plain JavaScript without dependencies, because it runs before anything is installed.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Foyer needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

// A relative DATA_DIR means what it says where it was typed; everything else is found from the project's folder.
if (process.env.DATA_DIR) process.env.DATA_DIR = resolve(process.env.DATA_DIR);
process.chdir(root);

const { ensureInstalled } = await import('./install.mjs');
const { ensureBuilt } = await import('./build.mjs');
try {
  await ensureInstalled(root);
  await ensureBuilt(root);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const launcher = new URL('../../dist/server/server/launch/main.js', import.meta.url);
if (!existsSync(launcher)) {
  console.error('The server was not built; run npm run build:server to see why.');
  process.exit(1);
}
process.setSourceMapsEnabled(true);
await import(launcher.href);
