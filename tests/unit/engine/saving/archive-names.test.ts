import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { archiveNames } from '../../../../src/engine/saving/zip/entry-names.ts';
import { expectAlways } from '../../../support/property-loop.ts';

it('keeps the tree below the folder that all have in common', () => {
  expect(archiveNames(['/a/b/thumbnails/1.jpg', '/a/b/thumbnails/2.jpg'])).toEqual([
    '1.jpg',
    '2.jpg',
  ]);
  expect(archiveNames(['/a/b/t/1.jpg', '/a/c/d/t/1.jpg', '/a/2.jpg'])).toEqual([
    'b/t/1.jpg',
    'c/d/t/1.jpg',
    '2.jpg',
  ]);
  expect(archiveNames(['/a/bc/1.jpg', '/a/b/1.jpg'])).toEqual(['bc/1.jpg', 'b/1.jpg']);
  expect(archiveNames([])).toEqual([]);
});

it('numbers what would be the same name on another system', () => {
  expect(archiveNames(['/a/B/1.jpg', '/a/b/1.JPG', '/a/b/caf\u00E9', '/a/b/cafe\u0301'])).toEqual([
    'B/1.jpg',
    'b/1 (2).JPG',
    'b/caf\u00E9',
    'b/caf\u00E9 (2)',
  ]);
});

it('gives no file the name of a folder', () => {
  expect(archiveNames(['/a/x', '/a/X /1.jpg'])).toEqual(['x (2)', 'X/1.jpg']);
});

it.skipIf(process.platform === 'win32')('makes every segment safe on every system', () => {
  expect(
    archiveNames(['/a/caf\uDCE9/..\\up.jpg', '/a/con/c:\\x.jpg', '/a/ . /\u202Egpj.exe']),
  ).toEqual(['caf_/.._up.jpg', '_con/c__x.jpg', '_/gpj.exe']);
});

it('never gives a name twice, or one that leads out', async () => {
  const segment = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '~',
      'a',
      'A',
      'a ',
      'nul',
      '\\',
      'a (2)',
      'e\u0301',
      '\u00E9',
      '\uDCFF',
    ),
    fc
      .string({ unit: 'binary', minLength: 1, maxLength: 3 })
      .map((text) => text.replaceAll('/', '_')),
  );
  const path = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((parts) => `/r/${parts.join('/')}`);
  await expectAlways(
    fc.property(fc.array(path, { maxLength: 12 }), (paths) => {
      const names = archiveNames(paths);
      expect(names).toHaveLength(paths.length);
      const keys = names.map((name) => name.normalize('NFC').toUpperCase().toLowerCase());
      expect(new Set(keys).size).toBe(keys.length);
      for (const name of names) {
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/\\|:|\0|^\/|(?:^|\/)\.{0,2}(?:\/|$)/);
      }
    }),
  );
});
