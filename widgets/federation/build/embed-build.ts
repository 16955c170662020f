import type { UserConfig } from 'vite';
import { chunkGroups } from './chunk-groups.ts';
import { graphPlugin } from './graph-plugin.ts';
import { inlineRuntimePlugin } from './inline-runtime-plugin.ts';
import { litPolicyPlugin } from './lit-policy-plugin.ts';
import { type Entries, packageVersion, root } from './places.ts';
import { plainImportPlugin } from './plain-import-plugin.ts';

export type EmbedBuild = { readonly entries: Entries; readonly outDir: string; readonly version?: string };

/** The loader and one entry per widget, as plain ES modules with shared chunks. */
export function embedBuild({ entries, outDir, version = packageVersion() }: EmbedBuild): UserConfig {
  return {
    root,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    define: { __FOYER_VERSION__: JSON.stringify(version) },
    plugins: [plainImportPlugin(), litPolicyPlugin(), inlineRuntimePlugin(), graphPlugin()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // Preloading is the loader's work, which knows the whole graph.
      modulePreload: false,
      rolldownOptions: {
        input: { foyer: `${root}widgets/loader/foyer.ts`, ...entries },
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
          codeSplitting: { groups: chunkGroups(entries) },
        },
      },
    },
  };
}
