import type { Plugin } from 'vite';

/** Helpers that bundlers keep in files of their own, whatever the groups say: for namespaces, and for `import()`. */
const helperChunks: readonly string[] = ['rolldown-runtime', 'vite-preload-helper'];
/** What is longer is no helper any more. */
const mostCharacters = 800;

const importOf = (file: string): RegExp =>
  new RegExp(
    `import\\s*\\{([^}]*)\\}\\s*from\\s*["']\\./(?:[\\w-]+/)*${file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["'];?`,
  );

/** A request before the first paint costs more than a helper's few lines: each chunk that needs them gets them. */
export function inlineRuntimePlugin(): Plugin {
  return {
    name: 'foyer:inline-runtime',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      for (const helper of chunks.filter(({ name }) => helperChunks.includes(name))) {
        const [, body = '', names = ''] = /^([\s\S]*?)export\s*\{([^}]*)\};?\s*$/.exec(helper.code) ?? [];
        if (body === '' || helper.imports.length > 0 || helper.code.length > mostCharacters) continue;
        const file = helper.fileName.split('/').at(-1) ?? '';
        const given = names.split(',').map((one) => one.trim().split(/\s+as\s+/));
        const returned = given.map(([own, name = own]) => `${name}:${own}`).join();
        for (const chunk of chunks) {
          chunk.code = chunk.code.replace(importOf(file), (_whole, taken: string) => {
            const local = taken.replace(/\s+as\s+/g, ':');
            return `const{${local}}=(()=>{${body}return{${returned}}})();`;
          });
          chunk.imports = chunk.imports.filter((one) => one !== helper.fileName);
        }
        delete bundle[helper.fileName];
      }
    },
  };
}
