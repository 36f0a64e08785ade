import { expect, test } from 'vitest';
import {
  builtInPresets,
  defaultPreset,
  desktopPreset,
  PresetFile,
  presetsFor,
} from '../../../src/shared/task/preset.ts';
import { Recipe, WholeRecipe } from '../../../src/shared/task/recipe.ts';

test('the default preset is 100 × 100 inside, same format, never enlarging, beside the source', () => {
  expect(defaultPreset.recipe).toEqual({
    name: 'Thumbnail',
    outputs: [
      {
        name: 'thumbnail',
        width: 100,
        height: 100,
        longEdge: null,
        percent: null,
        fit: 'inside',
        position: 'centre',
        focalPoint: null,
        format: 'same',
        quality: null,
        looksSame: false,
        maxBytes: null,
        mayShrink: false,
        sharpen: 'none',
        progressive: false,
        chroma: null,
        lossless: false,
        effort: null,
        palette: null,
        animation: 'first',
        colourSpace: 'srgb',
        withoutEnlargement: true,
        background: null,
        rounded: null,
      },
    ],
    destination: { kind: 'beside', folderName: 'thumbnails' },
    fileName: '{name}.{ext}',
    conflict: 'rename',
    replacesSource: false,
    metadata: 'none',
    keepsGps: false,
    keepsOriginal: true,
    keepsDate: false,
    trim: null,
    turn: 0,
    flip: false,
    placeholders: false,
    page: 1,
    watermark: null,
  });
});

test.each([
  { width: 9, longEdge: 9 },
  { percent: 50, height: 3 },
  { longEdge: 5, percent: 5 },
])('a size said in two ways is refused: %j', (size) => {
  expect(Recipe.safeParse({ outputs: [size] }).success).toBe(false);
});

test('several outputs are kept apart by their names', () => {
  const outputs = [
    { name: 'small', width: 100 },
    { name: 'large', width: 900 },
  ];
  expect(Recipe.parse({ outputs }).fileName).toBe('{name}-{output}.{ext}');
});

test('a recipe that would write one name twice is refused', () => {
  const twice = { name: 'same', width: 100 };
  expect(Recipe.safeParse({ outputs: [twice, twice] }).success).toBe(false);
});

test('an output without a size is refused', () => {
  expect(Recipe.safeParse({ outputs: [{ name: 'endless' }] }).success).toBe(false);
});

test.each(['a/b', '..', 'a\\b', '.'])(
  'a folder beside the source is not called %j',
  (folderName) => {
    const destination = { kind: 'beside', folderName };
    expect(Recipe.safeParse({ outputs: [{ width: 1 }], destination }).success).toBe(false);
  },
);

test('a preset file needs nothing but outputs', () => {
  const parsed = PresetFile.parse({ outputs: [{ name: 'small', width: 320, height: 320 }] });
  expect(parsed).toMatchObject({ version: 1, name: 'Custom', conflict: 'rename' });
});

test('a preset file of a later version is refused', () => {
  expect(PresetFile.safeParse({ version: 2, outputs: [{ width: 320 }] }).success).toBe(false);
});

test('every built-in preset reads back as itself', () => {
  for (const { recipe } of builtInPresets) {
    expect(Recipe.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  }
});

test('a recipe is written the same way whether its file name was given or not', () => {
  const first = Recipe.parse({ outputs: [{ width: 1 }], conflict: 'skip' });
  expect(JSON.stringify(Recipe.parse(first))).toBe(JSON.stringify(first));
});

const forDesktop = { destination: { kind: 'desktop-cache' } };

test('the desktop takes its own sizes, and all or some of them', () => {
  const { recipe } = desktopPreset;
  expect(Recipe.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  const sizes = recipe.outputs.map(({ name, width }) => [name, width]);
  expect(sizes).toEqual([
    ['normal', 128],
    ['large', 256],
    ['x-large', 512],
    ['xx-large', 1024],
  ]);
  expect(Recipe.safeParse({ ...recipe, outputs: recipe.outputs.slice(2) }).success).toBe(true);
});

test.each([
  { name: 'huge' },
  { name: 'constructor' },
  { width: 129 },
  { format: 'jpeg' },
  { fit: 'cover' },
  { progressive: true },
  { withoutEnlargement: false },
])('the desktop takes no thumbnail with %j', (change) => {
  const [normal] = desktopPreset.recipe.outputs;
  const parsed = Recipe.safeParse({ ...forDesktop, outputs: [{ ...normal, ...change }] });
  expect(parsed.error?.issues[0]?.message).toMatch(/^the desktop takes only normal \(128\)/);
});

test('the preset for the desktop is offered on Linux only', () => {
  const ids = (system: string) => presetsFor(system).map(({ id }) => id);
  expect(ids('linux')).toContain('desktop-cache');
  expect(ids('darwin')).not.toContain('desktop-cache');
  expect(ids('win32')).not.toContain('desktop-cache');
});

test('a folder for results is a path that a disk can have', () => {
  const into = (path: string) =>
    Recipe.safeParse({ outputs: [{ width: 100 }], destination: { kind: 'folder', path } }).success;
  expect(into('/home/ann/small\nones')).toBe(true);
  // Between us and a drive that may hang, such a path means something else.
  expect(into('/home/ann/\u{0}1:2')).toBe(false);
});

test.each([...builtInPresets, desktopPreset])(
  'the built-in preset $id is whole, its fields in the order of the schema',
  ({ recipe }) => {
    expect(JSON.stringify(WholeRecipe.parse(recipe))).toBe(JSON.stringify(recipe));
  },
);
