import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../support/free-ports.ts';
import { Launcher, temporaryFolder } from '../../support/launcher.ts';
import { projectPath } from '../../support/source-files.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  folder = temporaryFolder();
});

afterAll(() => folder.remove());

describe.skipIf(!process.env.FOYER_FULL)(
  'npm start on a clone with nothing installed (only in npm run test:full)',
  () => {
    test.each([
      ['an open folder', 0o755],
      ['a folder that only its owner may enter', 0o700],
    ])(
      'below %s',
      async (name, mode) => {
        const home = join(folder.path, name.replaceAll(' ', '-'));
        mkdirSync(home);
        chmodSync(home, mode);
        const clone = join(home, 'foyer');
        execFileSync('git', ['clone', '--quiet', projectPath('.'), clone]);
        const port = await freePorts(4);
        const start = async () => {
          const began = performance.now();
          const launcher = new Launcher({
            dataDir: join(clone, '.data'),
            port,
            sandboxPort: port + 2,
            env: { DEMO: 'on', PARTNER_PORT: String(port + 1) },
            command: [join(clone, 'server/launch/start.mjs')],
          });
          try {
            await launcher.ready();
            expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
            return performance.now() - began;
          } finally {
            await launcher.stop();
          }
        };
        await start();
        expect(await start()).toBeLessThan(5000);
      },
      900_000,
    );
  },
);
