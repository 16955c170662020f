// `npm run bench`: installs and builds what is missing, then measures. Names after `--` choose rows, `--full` the large sizes.
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../server/launch/build.mjs';
import { ensureInstalled } from '../../server/launch/install.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
process.chdir(root);
// The output is figures alone; how the preparation goes is for the person who waits.
const { write } = process.stdout;
process.stdout.write = process.stderr.write.bind(process.stderr);
try {
  await ensureInstalled(root);
  await ensureBuilt(root);
} catch (error) {
  console.error(error.message);
  process.exit(1);
} finally {
  process.stdout.write = write;
}
const { register } = await import('tsx/esm/api');
register();
await import('./run.ts');
