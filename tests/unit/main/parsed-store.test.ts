import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSettings } from '../../../src/main/stores/settings-store.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
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
