import { defineConfig } from 'vite';
import { embedBuild } from './widgets/federation/build/embed-build.ts';
import { federationBuild } from './widgets/federation/build/federation-build.ts';
import { litPolicyPlugin } from './widgets/federation/build/lit-policy-plugin.ts';
import { packageVersion, pageEntries, root, widgetEntries } from './widgets/federation/build/places.ts';
import { publishPlugin } from './widgets/federation/build/publish-plugin.ts';

/**
 * `--mode embed`, then `--mode federation`: what other people's pages load, into `dist/embed/`.
 * `--mode portal`: the hosted shell, into `dist/portal/`.
 */
export default defineConfig(({ mode }) => {
  const version = packageVersion();
  const channel = `${root}dist/embed/v1`;
  switch (mode) {
    case 'embed':
      return embedBuild({ entries: pageEntries(), outDir: channel, version });
    case 'federation': {
      const remote = federationBuild({ entries: widgetEntries(), outDir: channel, version });
      const publish = publishPlugin(channel, `${root}dist/embed/${version}`, version);
      return { ...remote, plugins: [...(remote.plugins ?? []), publish] };
    }
    default:
      return {
        root: `${root}host-demo/portal`,
        define: { __FOYER_VERSION__: JSON.stringify(version) },
        plugins: [litPolicyPlugin()],
        build: { outDir: `${root}dist/portal`, emptyOutDir: true, target: 'es2022' },
      };
  }
});
