import { expect, test } from 'vitest';
import { fileTrouble } from './statement-file.ts';

test.each([
  [[{ size: 10 }], undefined],
  [[{ size: 100_663_296 }], undefined],
  [[{ size: 100_663_297 }], 'tooLarge'],
  [[{ size: 0 }], 'emptyFile'],
  [[{ size: 1 }, { size: 1 }], 'oneFile'],
  [[], 'oneFile'],
])('E31 a statement file of %j', (files, trouble) => {
  expect(fileTrouble(files)).toBe(trouble);
});
