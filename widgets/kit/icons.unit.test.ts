import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const source = readFileSync(new URL('./icons.ts', import.meta.url), 'utf8');
const icons = [
  ...source.matchAll(/export const (\w+)Icon: Icon = \(\) =>\s*draw\(\s*svg`([^`]*)`,?\s*,?\s*\)/g),
];

test('there are icons', () => {
  expect(icons.length).toBeGreaterThan(30);
  expect(icons.length).toBe([...source.matchAll(/export const \w+Icon/g)].length);
});

test.each(icons.map(([, name, shape]) => [name ?? '', shape ?? '']))(
  '%s is as in the library',
  (name, shape) => {
    const file = name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
    const library = readFileSync(`node_modules/lucide-static/icons/${file}.svg`, 'utf8');
    expect(shapes(shape)).toEqual(
      shapes(library.replace(/<!--[\s\S]*?-->/, '').replace(/<\/?svg[^>]*>/g, '')),
    );
  },
);

function shapes(text: string): string[] {
  return [...text.matchAll(/<[^>]+>/g)].map(([tag]) => tag.replace(/\s+/g, ' ').replace(' />', '/>'));
}
