import type { Plugin } from 'vite';

type Chunk = {
  readonly fileName: string;
  readonly imports: readonly string[];
  /** Empty where the file only passes on what another chunk exports. */
  readonly moduleIds: readonly string[];
};

/**
 * Tells the loader which chunks each widget needs, so that it asks for all of them at once instead of discovering one
 * in the other.
 */
export function graphPlugin(): Plugin {
  return {
    name: 'foyer:graph',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const byFile = new Map<string, Chunk>(chunks.map((chunk) => [chunk.fileName, chunk]));
      const graph: Record<string, string[]> = {};
      for (const chunk of chunks) {
        if (chunk.isEntry && chunk.name !== 'foyer') graph[`foyer-${chunk.name}`] = filesOf(chunk, byFile);
      }
      const loader = byFile.get('foyer.js');
      for (const chunk of chunks) {
        if (chunk !== loader) continue;
        if (!chunk.code.includes('__FOYER_GRAPH__')) this.error('The loader does not read __FOYER_GRAPH__.');
        chunk.code = chunk.code.replaceAll('__FOYER_GRAPH__', JSON.stringify(Object.entries(graph)));
      }
    },
  };
}

/** The widget's own code first, then everything it imports. An entry that only passes on is left out. */
function filesOf(entry: Chunk, byFile: ReadonlyMap<string, Chunk>): string[] {
  const files = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    const chunk = byFile.get(file);
    if (chunk?.moduleIds.length !== 0) files.add(file);
    for (const next of chunk?.imports ?? []) visit(next);
  };
  visit(entry.fileName);
  return [...files];
}
