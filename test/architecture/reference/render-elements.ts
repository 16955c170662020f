import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

type Declaration = {
  name: string;
  tagName?: string;
  description?: string;
  attributes?: { name: string; type?: { text: string }; description?: string }[];
  events?: { name: string; description?: string }[];
  slots?: { name: string; description?: string }[];
};
type Manifest = { modules: { path: string; declarations?: Declaration[] }[] };

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The elements' reference as one page, from their own doc comments and types. */
export async function renderElements(): Promise<string> {
  const manifest = (await cli({
    argv: [
      'analyze',
      '--litelement',
      '--quiet',
      '--globs',
      'widgets/kit/element.ts',
      'widgets/*/*.element.ts',
    ],
    cwd: root,
    noWrite: true,
  })) as Manifest;
  const elements = manifest.modules.flatMap((module) =>
    (module.declarations ?? [])
      .filter((item) => item.tagName)
      .map((declaration) => ({ declaration, folder: module.path.split('/')[1] ?? '' })),
  );
  const sections = await Promise.all(
    elements.map(({ declaration, folder }) => renderElement(declaration, folder)),
  );
  const common = await readFile(join(root, 'widgets/kit/element.events.ts'), 'utf8');
  return `${[
    '# Elements',
    'Made from the elements. Load them as [docs/embedding](../embedding/README.md) says. Events bubble and are composed; their `detail` is typed as below.',
    ...sections,
    '## Events that every element fires',
    fenced(common),
  ].join('\n\n')}\n`;
}

async function renderElement(element: Declaration, folder: string): Promise<string> {
  const files = await readdir(join(root, 'widgets', folder));
  const eventsFile = files.find((name) => name.endsWith('.events.ts'));
  const types = eventsFile ? await readFile(join(root, 'widgets', folder, eventsFile), 'utf8') : '';
  const attributes = (element.attributes ?? []).map(
    (item) => `| \`${item.name}\` | ${codeOf(item.type?.text)} | ${item.description ?? ''} |`,
  );
  const events = (element.events ?? []).filter((item) => item.name.startsWith('foyer-'));
  return [
    `## &lt;${element.tagName}&gt;`,
    element.description ?? '',
    ['| attribute | type | |', '|---|---|---|', ...attributes].join('\n'),
    [
      '| event | detail |',
      '|---|---|',
      ...events.map((item) => `| \`${item.name}\` | ${item.description ?? ''} |`),
    ].join('\n'),
    ...(element.slots?.length
      ? [
          [
            '| slot | |',
            '|---|---|',
            ...element.slots.map((item) => `| \`${item.name}\` | ${item.description ?? ''} |`),
          ].join('\n'),
        ]
      : []),
    fenced(types),
  ].join('\n\n');
}

/** The types alone: what a listener needs, without the declarations for the compiler. */
function fenced(source: string): string {
  const types = source
    .slice(0, source.includes('declare global') ? source.indexOf('declare global') : undefined)
    .trim();
  return `\`\`\`ts\n${types.replace(/^import .*\n+/gm, '')}\n\`\`\``;
}

const codeOf = (text = 'string'): string => `\`${text.replaceAll('|', '\\|')}\``;
