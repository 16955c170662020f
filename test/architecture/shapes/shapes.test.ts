import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectPath, sourceFiles } from '../../support/source-files.ts';
import { featureFiles } from './feature-template.ts';
import { deviations, featureShape, type Shape, widgetShape } from './shape.ts';
import { widgetFiles } from './widget-template.ts';

const notWidgets = ['kit', 'loader', 'federation'];

function foldersOf({ home }: Shape): string[] {
  const all = existsSync(projectPath(home)) ? readdirSync(projectPath(home)) : [];
  return all.filter(
    (name) => statSync(projectPath(`${home}/${name}`)).isDirectory() && !notWidgets.includes(name),
  );
}

function filesIn(shape: Shape, name: string): string[] {
  return sourceFiles(`${shape.home}/${name}`).map((path) => path.slice(`${shape.home}/${name}/`.length));
}

describe('every widget has the same shape', () => {
  test.each(foldersOf(widgetShape))('%s', (name) => {
    expect(deviations(widgetShape, name, filesIn(widgetShape, name))).toEqual([]);
  });
});

describe('every feature has the same shape', () => {
  // A folder that holds nothing but its wire contract yet is known to widgets and to nobody else.
  const begun = foldersOf(featureShape).filter((name) =>
    filesIn(featureShape, name).some((path) => !/\.contract\.ts$/.test(path)),
  );
  test.each(begun)('%s', (name) => {
    expect(deviations(featureShape, name, filesIn(featureShape, name))).toEqual([]);
  });
});

describe('a deviation is seen', () => {
  test.each([
    ['a missing file', ['x.element.ts'], 'x.define.ts is missing'],
    ['another name', [...widgetShape.required('x'), 'y.state.ts'], 'y.state.ts is not named by its widget'],
    [
      'another role',
      [...widgetShape.required('x'), 'x.service.ts'],
      'x.service.ts names no role of this shape',
    ],
    ['another folder', [...widgetShape.required('x'), 'utils/a.ts'], 'utils/ is no folder of this shape'],
    [
      'another style of name',
      [...widgetShape.required('x'), 'loadAll.ts'],
      'loadAll.ts is not named in kebab-case',
    ],
  ])('%s', (_what, files, words) => {
    expect(deviations(widgetShape, 'x', files)).toContain(words);
  });
});

describe('npm run new', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'foyer-new-'));
    const link = (path: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(projectPath(path), join(folder, path));
    };
    for (const path of ['node_modules', 'widgets/kit', 'server/http', 'server/ports', 'server/db'])
      link(path);
    for (const [path, text] of Object.entries({
      ...widgetFiles('lost-property'),
      ...featureFiles('lost-property'),
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: projectPath('tsconfig.json'),
        compilerOptions: { types: ['node', 'mocha'], preserveSymlinks: true },
        include: ['widgets/lost-property', 'server/features/lost-property'],
      }),
    );
    writeFileSync(
      join(folder, 'biome.json'),
      JSON.stringify({ extends: [projectPath('biome.json')], vcs: { enabled: false } }),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['widget', widgetShape, widgetFiles],
    ['feature', featureShape, featureFiles],
  ] as const)('a new %s has the shape', (_kind, shape, files) => {
    const home = `${shape.home}/lost-property/`;
    expect(
      deviations(
        shape,
        'lost-property',
        Object.keys(files('lost-property')).map((path) => path.slice(home.length)),
      ),
    ).toEqual([]);
  });

  test('what it writes compiles and leaves the linter nothing to say', () => {
    const run = (tool: string, args: string[]) => {
      try {
        execFileSync(projectPath(`node_modules/.bin/${tool}`), args, {
          cwd: folder,
          encoding: 'utf8',
          stdio: 'pipe',
        });
        return '';
      } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        return `${stdout}${stderr}`;
      }
    };
    expect(
      run('tsc', ['--noEmit', '-p', '.'])
        .split('\n')
        .filter((line) => line.includes('lost-property')),
    ).toEqual([]);
    const paths = ['widgets/lost-property', 'server/features/lost-property'];
    expect(run('biome', ['check', '--write', ...paths])).toBe('');
  });

  test('a name in another style is refused', () => {
    expect(() => widgetFiles('LostProperty')).toThrow('kebab-case');
  });
});
