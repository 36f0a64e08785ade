import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openParsedStore } from '../../../src/main/stores/parsed-store.ts';
import { openSettings } from '../../../src/main/stores/settings-store.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
import { defaultPreset, PresetList } from '../../../src/shared/task/preset.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** What is read of a settings file, and under which names it was put aside. */
function readingOf(text: string) {
  const folder = tempFolder();
  writeFileSync(join(folder, 'settings.json'), text);
  const kept: string[] = [];
  const settings = openSettings(folder, (keptAs) => kept.push(keptAs)).read();
  return { settings, kept, folder };
}

test('settings of a newer version are taken, with fields that are not known here', () => {
  const { settings, kept } = readingOf('{ "theme": "dark", "tomorrow": [1] }');
  expect(settings).toEqual({ ...defaultSettings, theme: 'dark' });
  expect(kept).toEqual([]);
});

test('a choice that only a newer version has takes no other with it', () => {
  const text =
    '{ "theme": "sepia", "limitSeconds": 7, "recipe": { "name": "?" }, "listView": "list" }';
  const { settings, kept, folder } = readingOf(text);
  expect(settings).toEqual({ ...defaultSettings, limitSeconds: 7, listView: 'list' });
  expect(kept).toEqual(readdirSync(folder));
  expect(readFileSync(join(folder, kept[0] ?? ''), 'utf8')).toBe(text);
});

test.each(['{ "theme": "dark"', '[]', '7', 'null', ''])(
  'settings that are %j are put aside',
  (text) => {
    const { settings, kept } = readingOf(text);
    expect(settings).toEqual(defaultSettings);
    expect(kept).toHaveLength(1);
  },
);

test('a preset that only a newer version has takes no other with it', () => {
  const folder = tempFolder();
  const { recipe } = defaultPreset;
  const presets = ['one', 'two', 'three'].map((id) => ({ id, recipe: { ...recipe, name: id } }));
  const strange = { ...presets[1], recipe: { ...recipe, outputs: 'as many as there are' } };
  const text = JSON.stringify({ presets: [presets[0], strange, presets[2]] });
  writeFileSync(join(folder, 'presets.json'), text);
  const kept: string[] = [];
  const { read } = openParsedStore({
    folder,
    name: 'presets',
    schema: PresetList,
    fallback: { presets: [] },
    onBadFile: (keptAs) => kept.push(keptAs),
  });
  expect(read().presets.map(({ id }) => id)).toEqual(['one', 'three']);
  expect(readFileSync(join(folder, kept[0] ?? ''), 'utf8')).toBe(text);
});
