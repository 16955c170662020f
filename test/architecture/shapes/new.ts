// `npm run new -- widget|feature <name>`: writes a folder in the shape that the architecture test keeps.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { featureFiles } from './feature-template.ts';
import { featureShape, widgetShape } from './shape.ts';
import { widgetFiles } from './widget-template.ts';

const kinds = {
  widget: {
    files: widgetFiles,
    shape: widgetShape,
    next: (name: string) =>
      `Next: expose it in vite.config.ts and widgets/federation/${name}.ts, then npm run verify.`,
  },
  feature: {
    files: featureFiles,
    shape: featureShape,
    next: () => 'Next: a migration for its table, its routes in server/compose.ts, then npm run verify.',
  },
};

function main([kind, name]: string[]): void {
  if ((kind !== 'widget' && kind !== 'feature') || !name) {
    throw new Error('Say which: npm run new -- widget <name>, or npm run new -- feature <name>.');
  }
  const { files, shape, next } = kinds[kind];
  const contents = files(name);
  if (existsSync(`${shape.home}/${name}`)) throw new Error(`${shape.home}/${name} is there already.`);
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    console.log(path);
  }
  tidy(Object.keys(contents));
  console.log(next(name));
}

/** The order of imports depends on the name. */
function tidy(paths: string[]): void {
  execFileSync('node_modules/.bin/biome', ['check', '--write', ...paths], { stdio: 'ignore' });
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
