/** The part of the bundler's module graph that grouping reads. */
type ModuleGraph = {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null;
};

export type ChunkGroup = {
  readonly debugName: string;
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
  return [
    {
      debugName: 'first-paint',
      name: (id, graph) => {
        owners ??= ownersOf(entries, graph, views === 'apart' ? '-view' : '');
        return owners.get(id) ?? null;
      },
    },
  ];
}

function ownersOf(
  entries: Readonly<Record<string, string>>,
  graph: ModuleGraph,
  viewEnding: string,
): Map<string, string> {
  const owners = new Map<string, string>();
  const views = new Map<string, string>();
  for (const [name, file] of Object.entries(entries)) {
    for (const id of reachable(file, graph)) {
      owners.set(id, owners.has(id) ? 'kit' : name);
      for (const view of viewsOf(id, graph)) views.set(view, `${name}${viewEnding}`);
    }
  }
  const shown = new Map<string, string>();
  for (const [view, name] of views) {
    for (const id of reachable(view, graph)) shown.set(id, shown.has(id) ? `kit${viewEnding}` : name);
  }
  return new Map([...shown, ...owners]);
}

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
