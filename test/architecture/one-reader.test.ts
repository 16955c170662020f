import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPath, sourceFiles } from '../support/source-files.ts';

const product = [...sourceFiles('server'), ...sourceFiles('widgets')].filter(
  (path) => !/\.test\.ts$|\/testing\//.test(path),
);

function filesWith(pattern: RegExp, pathNot: RegExp): string[] {
  return product.filter(
    (path) => !pathNot.test(path) && pattern.test(readFileSync(projectPath(path), 'utf8')),
  );
}

describe('one place for each', () => {
  test('the environment is read by the configuration and the launcher', () => {
    expect(filesWith(/process\.env/, /^server\/(config\.ts|main\.ts|launch\/|commands\/)/)).toEqual([]);
  });

  test('widgets reach the network by the kit alone', () => {
    expect(
      filesWith(
        /(?<![.\w])fetch\(|new (EventSource|WebSocket|XMLHttpRequest)\(/,
        /^(server|widgets\/(kit\/(client|session)|loader|federation))\//,
      ),
    ).toEqual([]);
  });

  test('S12: nothing evaluates text as code or writes it as markup', () => {
    expect(
      filesWith(
        /(?<![.\w])eval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write\(|unsafeHTML/,
        /^$/,
      ),
    ).toEqual([]);
  });
});
