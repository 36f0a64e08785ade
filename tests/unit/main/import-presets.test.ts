import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { receiveFilesInto, trySamplesFrom } from '../../../src/main/files/receive-files.ts';
import { layOutSamples } from '../../../src/main/files/sample-pictures.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
import type { Preset } from '../../../src/shared/task/preset.ts';
import { createPresetRepository } from '../../../src/shared/task/preset-repository.ts';
import { type Recipe, WholeRecipe } from '../../../src/shared/task/recipe.ts';
import { ok } from '../../../src/shared/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function repository() {
  let kept: readonly Preset[] = [];
  const presets = createPresetRepository({
    builtIn: [],
    read: () => kept,
    replace: (next) => {
      kept = next;
    },
    freshId: () => `own-${kept.length}`,
  });
  const grants = { allowDestination: () => Promise.resolve(ok(undefined)) };
  const privacy = { isWanted: () => false, onTaken: () => undefined };
  return { kept: () => kept, presets, grants, privacy, announce: vi.fn() };
}

it('makes presets of dropped preset files, and tasks of the rest', async () => {
  const folder = tempFolder();
  const good = join(folder, 'web.thumbline.json');
  const bad = join(folder, 'bad.thumbline.json');
  writeFileSync(good, JSON.stringify({ name: 'Web', outputs: [{ width: 9 }], glow: 1 }));
  writeFileSync(bad, '{');
  const enqueue = vi.fn(() =>
    Promise.resolve({ batchId: null, acceptedCount: 1, folderCount: 0, refused: [] }),
  );
  const settings = { read: () => defaultSettings, change: () => defaultSettings };
  const { kept, ...doors } = repository();
  const receive = receiveFilesInto({ enqueue }, settings, doors);
  const receipt = await receive([good, '/a.jpg', bad], 'drop');
  expect(enqueue).toHaveBeenCalledWith(expect.objectContaining({ paths: ['/a.jpg'] }));
  const imported = {
    names: ['Web'],
    warnings: ['web.thumbline.json: Not understood and kept as it is: "glow".'],
    problems: ['bad.thumbline.json is no preset: it is not JSON.'],
  };
  expect(receipt).toMatchObject(ok({ imported }));
  expect(kept()).toMatchObject([{ recipe: { name: 'Web' }, extra: { preset: { glow: 1 } } }]);
  expect(doors.announce).toHaveBeenCalledWith('presets:changed', doors.presets.list());
});

it('lays the samples out among one’s own pictures, and makes them once, however often they are tried', async () => {
  const enqueue = vi.fn((_request: object) =>
    Promise.resolve({ batchId: null, acceptedCount: 1, folderCount: 0, refused: [] }),
  );
  const settings = { read: () => defaultSettings, change: () => defaultSettings };
  const [from, base] = [tempFolder(), tempFolder()];
  for (const name of ['a.jpg', 'b.png', 'README.md']) writeFileSync(join(from, name), name);
  const receive = receiveFilesInto({ enqueue }, settings, repository());
  const trySamples = trySamplesFrom(() => layOutSamples({ from, base }), receive, settings);
  const folder = join(base, 'Thumbline', 'Samples');
  await trySamples();
  expect(readdirSync(folder).toSorted()).toEqual(['a.jpg', 'b.png']);
  writeFileSync(join(folder, 'a.jpg'), 'painted over');
  rmSync(join(folder, 'b.png'));
  await trySamples();
  expect(readFileSync(join(folder, 'a.jpg'), 'utf8')).toBe('painted over');
  expect(readFileSync(join(folder, 'b.png'), 'utf8')).toBe('b.png');
  const trial = { paths: [folder], recipe: { conflict: 'skip-unchanged' } };
  expect(enqueue.mock.calls.map(([request]) => request)).toMatchObject([trial, trial]);
  expect(await layOutSamples({ from: null, base })).toMatchObject({ ok: false });
});

it('files an edited preset under a name of its own', async () => {
  const enqueue = vi.fn((_request: { readonly recipe: Recipe }) =>
    Promise.resolve({ batchId: null, acceptedCount: 1, folderCount: 0, refused: [] }),
  );
  const settings = { read: () => defaultSettings, change: () => defaultSettings };
  const { kept: _, ...doors } = repository();
  const { presets } = doors;
  const web = WholeRecipe.parse({
    name: 'Web',
    outputs: [{ width: 9 }],
    fileName: '{preset}-{name}',
  });
  presets.save(null, web);
  const receive = receiveFilesInto({ enqueue }, settings, doors);
  const wider = WholeRecipe.parse({ ...web, outputs: [{ width: 10 }] });
  const again = { ...web, conflict: 'skip-unchanged' } as const;
  for (const recipe of [web, again, wider]) await receive(['/a.jpg'], 'drop', recipe);
  expect(enqueue.mock.calls.map(([{ recipe }]) => [recipe.name, recipe.fileName])).toEqual([
    ['Web', '{preset}-{name}'],
    ['Web', '{preset}-{name}'],
    ['Custom', 'Web-{name}'],
  ]);
});
