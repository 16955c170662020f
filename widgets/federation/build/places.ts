import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Names to entry files. */
export type Entries = Readonly<Record<string, string>>;

/**
 * Only for the contractor's own people, whom no other page can sign in: offered by module federation, to the hosted
 * portal, and not by script tag, where its share of common chunks would be everybody's weight.
 */
const ofTheHouse: ReadonlySet<string> = new Set(['integration-console']);

/** The widgets that other people's pages may load by script tag. */
export function pageEntries(): Entries {
  return Object.fromEntries(Object.entries(widgetEntries()).filter(([name]) => !ofTheHouse.has(name)));
}

/** Every folder of `widgets/` with a `*.define.ts` is a widget; its entry here says what a page gets of it. */
export function widgetEntries(): Entries {
  const folders = readdirSync(`${root}widgets`, { withFileTypes: true }).filter((one) => one.isDirectory());
  const names = folders
    .map((folder) => folder.name)
    .filter((name) => existsSync(`${root}widgets/${name}/${name}.define.ts`));
  return Object.fromEntries(names.map((name) => [name, entryOf(name)]));
}

function entryOf(name: string): string {
  const entry = `${root}widgets/federation/${name}.ts`;
  if (existsSync(entry)) return entry;
  throw new Error(`widgets/${name} is a widget, but widgets/federation/${name}.ts is missing.`);
}

export function packageVersion(): string {
  const text = readFileSync(`${root}package.json`, 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
