import type { Plugin } from 'vite';

/**
 * Leaves `import()` as it is written. Vite wraps it to fetch style sheets and further chunks first; widgets carry their
 * styles in their code, and the wrapper would be part of every first paint.
 */
export function plainImportPlugin(): Plugin {
  return {
    name: 'foyer:plain-import',
    enforce: 'pre',
    load: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
  };
}
