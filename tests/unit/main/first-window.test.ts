import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../../src');
/** What is loaded with a file; neither types alone nor what is imported later. */
const loaded = /^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)';/gm;
const onlyTypes = /^import \{(?:\s*type [^,}]+,?)+\s*\}/;

/** Files of ours, and packages, that are loaded before main has run its first statement. */
function loadedWith(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [statement, from = ''] of readFileSync(file, 'utf8').matchAll(loaded)) {
      if (onlyTypes.test(statement)) continue;
      if (from.startsWith('.')) visit(join(dirname(file), from));
      else found.add(from);
    }
  };
  visit(entry);
  return found;
}

test('before the window is drawn main loads neither the engine nor what writes the settings', () => {
  const files = [...loadedWith(join(source, 'main/index.ts'))];
  const ofEngine = files
    .map((file) => relative(join(source, 'engine'), file))
    .filter((path) => !path.startsWith('..') && !path.startsWith('files/'));
  expect(files).toContain('electron');
  expect(ofEngine).toEqual([]);
  expect(files).not.toContain('electron-store');
});
