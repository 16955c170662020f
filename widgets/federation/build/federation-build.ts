import { federation } from '@module-federation/vite';
import type { UserConfig } from 'vite';
import { chunkGroups } from './chunk-groups.ts';
import { inlineRuntimePlugin } from './inline-runtime-plugin.ts';
import { litPolicyPlugin } from './lit-policy-plugin.ts';
import { type Entries, packageVersion, root } from './places.ts';
import { plainImportPlugin } from './plain-import-plugin.ts';

export type FederationBuild = {
  readonly entries: Entries;
  readonly outDir: string;
  readonly version?: string;
};

/**
 * The federation remote: `mf-manifest.json` for hosts with a federation runtime, `remoteEntry.js` for those that name
 * their remotes at build time. It lies in the loader's folder and shares no file with it.
 *
 * Lit is not shared with the host: naming `lit` makes the plugin share all its subpaths, which was measured at 65
 * requests for the first widget (docs/adr/0012). The widgets of this remote share one copy by ordinary chunks.
 */
export function federationBuild({
  entries,
  outDir,
  version = packageVersion(),
}: FederationBuild): UserConfig {
  const offered = { ...entries, session: `${root}widgets/federation/session.ts` };
  const exposes = Object.entries(offered).map(([name, file]) => [`./${name}`, file] as const);
  return {
    root,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    define: { __FOYER_VERSION__: JSON.stringify(version) },
    plugins: [
      plainImportPlugin(),
      litPolicyPlugin(),
      inlineRuntimePlugin(),
      federation({
        name: 'foyer',
        filename: 'remoteEntry.js',
        publicPath: 'auto',
        manifest: true,
        dts: false,
        shared: {},
        exposes: Object.fromEntries(exposes),
        // The remote consumes no other remote, so that part of the runtime stays out of it. The part for shared packages
        // cannot: without it a host's runtime fails to initialise the remote.
        disableRemote: true,
        disableSnapshot: true,
      }),
    ],
    build: {
      outDir,
      // The loader's files are there already.
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: { federation: offered.session },
        output: {
          entryFileNames: 'federation/[name]-[hash].js',
          chunkFileNames: 'federation/[name]-[hash].js',
          assetFileNames: 'federation/[name]-[hash][extname]',
          codeSplitting: { groups: chunkGroups(offered, 'together') },
        },
      },
    },
  };
}
