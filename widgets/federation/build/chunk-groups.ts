/** The part of the bundler's module graph that grouping reads. */
type ModuleGraph = {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null;
};

export type ChunkGroup = {
  readonly debugName: string;
  /** The higher takes its modules first, with all that they import. */
  readonly priority: number;
  readonly name: (id: string, graph: ModuleGraph) => string | null;
};

/**
 * Puts whatever a widget needs for its first paint into one chunk, and what two widgets need into `kit`. A module named
 * `*.view.ts` that is imported later brings all it needs in one more chunk; what else is imported when it is looked at
 * stays apart. Without this the bundler makes a chunk for every combination of importers,
 * and each costs a request before the first paint.
 *
 * @param entries names of widgets to their entry files
 * @param views `apart` in chunks of their own, `together` with what imports them where requests count more than bytes
 */
export function chunkGroups(
  entries: Readonly<Record<string, string>>,
  views: 'apart' | 'together' = 'apart',
): ChunkGroup[] {
  let owners: Map<string, string> | undefined;
  const ownerOf = (id: string, graph: ModuleGraph): string | null => {
    owners ??= views === 'apart' ? ownersOf(entries, graph) : ownersTogether(entries, graph);
    return owners.get(id) ?? null;
  };
  const isCommon = (owner: string | null): boolean => owner === 'kit' || owner === 'kit-view';
  const common = (id: string, graph: ModuleGraph) => {
    const owner = ownerOf(id, graph);
    return isCommon(owner) ? owner : null;
  };
  return [
    { debugName: 'common', priority: 2, name: common },
    { debugName: 'first-paint', priority: 1, name: ownerOf },
  ];
}

function ownersOf(entries: Readonly<Record<string, string>>, graph: ModuleGraph): Map<string, string> {
  const owners = new Map<string, string>();
  const views = new Map<string, string>();
  for (const [name, file] of Object.entries(entries)) {
    for (const id of reachable(file, graph)) {
      owners.set(id, owners.has(id) ? 'kit' : name);
      for (const view of viewsOf(id, graph)) views.set(view, `${name}-view`);
    }
  }
  const shown = new Map<string, string>();
  for (const [view, name] of views) {
    for (const id of reachable(view, graph)) shown.set(id, shown.has(id) ? 'kit-view' : name);
  }
  return new Map([...shown, ...owners]);
}

/** What two widgets need, at once or for their views, is in `kit`; so no widget's file brings another widget. */
function ownersTogether(entries: Readonly<Record<string, string>>, graph: ModuleGraph): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [name, file] of Object.entries(entries)) {
    const atOnce = [...reachable(file, graph)];
    const later = atOnce.flatMap((id) => viewsOf(id, graph)).flatMap((view) => [...reachable(view, graph)]);
    for (const id of new Set([...atOnce, ...later])) owners.set(id, owners.has(id) ? 'kit' : name);
  }
  return owners.set(preloadHelper, 'kit');
}

/** The bundler's wrapper of `import()`, which every widget needs and which would be a file of its own. */
const preloadHelper = '\0vite/preload-helper.js';

function viewsOf(id: string, graph: ModuleGraph): string[] {
  const later = graph.getModuleInfo(id)?.dynamicallyImportedIds ?? [];
  return later.filter((one) => one.endsWith('.view.ts'));
}

/** Everything that comes with a module at once. */
function reachable(file: string, graph: ModuleGraph): Set<string> {
  const seen = new Set<string>();
  const open = [file];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return seen;
}
