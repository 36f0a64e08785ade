import { expect, test } from 'vitest';
import { parsePresetFile, writePresetFile } from '../../../src/shared/task/preset-file.ts';

const file = {
  version: 1,
  name: 'Web',
  outputs: [{ name: 'small', width: 320, height: 320, format: 'webp', quality: 80 }],
  fileName: '{name}-{output}.{ext}',
  conflict: 'rename',
  metadata: 'none',
};

function read(raw: unknown) {
  const parsed = parsePresetFile(JSON.stringify(raw));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

test('a preset reads back as it was written', () => {
  const { recipe, warning } = read(file);
  expect(warning).toBe(null);
  expect(recipe).toMatchObject({ name: 'Web', metadata: 'none', fileName: file.fileName });
  expect(read(JSON.parse(writePresetFile(recipe))).recipe).toEqual(recipe);
});

test('what is not understood is named and kept', () => {
  const [small] = file.outputs;
  const odd = { ...file, stamp: { text: 'Ann' }, outputs: [{ ...small, glow: 3 }] };
  const { recipe, extra, warning } = read(odd);
  expect(warning).toBe('Not understood and kept as it is: "stamp", "glow".');
  expect(JSON.parse(writePresetFile(recipe, extra))).toMatchObject(odd);
});

test.each([
  ['{', /not JSON/],
  ['{"version": 2, "outputs": "something new"}', /newer Thumbline/],
  ['{"outputs": [{}]}', /^output 1: say its size by width/],
  ['{"version": "x", "outputs": [{"width": 1}]}', /version/],
  ['[]', /it must be a group of fields/],
  [' '.repeat(2_000_000), /too large/],
])('%j is refused in plain words', (text, words) => {
  const parsed = parsePresetFile(text);
  expect(parsed.ok ? '' : parsed.problem).toMatch(words);
});
