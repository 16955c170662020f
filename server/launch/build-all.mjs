// `npm run build`: every step that is stale.
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';

await ensureBuilt(fileURLToPath(new URL('../../', import.meta.url)));
