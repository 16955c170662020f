// `npm run dev`: everything from the sources. Widgets and portal are rebuilt as they change; a change of the server,
// the sandbox or the partner's page starts the programs anew on the same data.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
process.chdir(root);
await ensureInstalled(root);
await ensureBuilt(root, ['build:tokens', 'build:embed', 'build:portal', 'build:hosts']);

const builders = ['embed', 'federation', 'portal'].map((mode) =>
  spawn(
    join(root, 'node_modules', '.bin', 'vite'),
    ['build', '--mode', mode, '--watch', '--logLevel', 'warn'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  ),
);
let launcher = launch();
let restart;
let isStopping = false;

for (const folder of ['server', 'host-demo/sandbox', 'host-demo/partner-site']) {
  watch(folder, { recursive: true }, (_event, file) => {
    if (!file || /\.test\.ts$/.test(file)) return;
    clearTimeout(restart);
    restart = setTimeout(startAnew, 300);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);

function launch() {
  return spawn(process.execPath, ['--import', 'tsx', 'server/launch/main.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function startAnew() {
  if (isStopping) return;
  await end(launcher);
  if (!isStopping) launcher = launch();
}

async function stop() {
  if (isStopping) return;
  isStopping = true;
  await Promise.all([launcher, ...builders].map(end));
  process.exit(0);
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}
