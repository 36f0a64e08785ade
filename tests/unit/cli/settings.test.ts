import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readOwnPresets } from '../../../src/cli/args/find-preset.ts';
import { settings } from '../../../src/cli/commands/settings.ts';
import { appFolder } from '../../../src/engine/files/index.ts';
import { Settings } from '../../../src/shared/settings/settings.ts';
import {
  parseSettingsFile,
  writeSettingsFile,
} from '../../../src/shared/settings/settings-file.ts';
import { WatchedFolder } from '../../../src/shared/settings/watched-folders.ts';
import { WholeRecipe } from '../../../src/shared/task/recipe.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const shop = WholeRecipe.parse({ name: 'My shop', outputs: [{ width: 400 }] });
const own = { id: 'own-1', recipe: shop };
const inbox = WatchedFolder.parse({ id: 'w', path: '/inbox', recipe: shop });

/** A terminal, and the folder of an app that has never run. */
function setUp() {
  vi.stubEnv('XDG_CONFIG_HOME', tempFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const cwd = tempFolder();
  const said: string[] = [];
  const complained: string[] = [];
  const say = (line: string) => void said.push(line);
  const complain = (line: string) => void complained.push(line);
  const voice = { say, print: say, complain, paint: (_: string, text: string) => text, cwd };
  const run = (...typed: string[]) => settings(typed, voice);
  const file = join(cwd, 'mine.json');
  return { run, said, complained, file, cwd };
}

/** What the app would find there. */
const left = () => {
  try {
    return readdirSync(appFolder());
  } catch {
    return [];
  }
};

function putFile(file: string) {
  const whole = Settings.parse({ theme: 'dark', serverAddress: 'https://pictures.example' });
  const text = writeSettingsFile({ settings: whole, presets: [own], watchedFolders: [inbox] });
  writeFileSync(file, text);
  return text;
}

it('writes what the app has to one file, without what is a secret, and never over another', async () => {
  const { run, said, complained, file } = setUp();
  mkdirSync(appFolder(), { recursive: true });
  const put = (name: string, value: object) =>
    writeFileSync(join(appFolder(), name), JSON.stringify(value));
  put('settings.json', { theme: 'dark', serverAddress: 'https://pictures.example' });
  put('presets.json', { presets: [own] });
  put('watched-folders.json', { folders: [inbox] });
  expect(await run('export', 'mine.json')).toBe(0);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('pictures.example');
  expect(parseSettingsFile(text)).toMatchObject({
    ok: true,
    value: { settings: { theme: 'dark' }, presets: [own], watchedFolders: [{ path: '/inbox' }] },
  });
  expect(await run('export', '-')).toBe(0);
  expect(said.at(-1)).toBe(text);
  expect(await run('export', 'mine.json')).toBe(1);
  writeFileSync(join(appFolder(), 'settings.json'), '{"theme": 7');
  expect(await run('export', '-')).toBe(1);
  expect(complained).toEqual([
    expect.stringContaining('is there already'),
    expect.stringContaining('settings.json cannot be read, or is damaged'),
  ]);
});

it('leaves a whole file to the app, says what it changes, and knows its presets at once', async () => {
  const { run, said, complained, file } = setUp();
  const text = putFile(file);
  // Nobody is at this terminal.
  expect([await run('import', 'mine.json'), left()]).toEqual([2, []]);
  expect(complained).toEqual([expect.stringContaining('--yes')]);
  expect(await run('import', 'mine.json', '--yes')).toBe(0);
  expect(said).toEqual(
    expect.arrayContaining([
      '1 preset is added.',
      '1 watched folder is added, switched off.',
      '/inbox',
    ]),
  );
  expect(left()).toEqual(['taking-over.json']);
  expect(readFileSync(join(appFolder(), 'taking-over.json'), 'utf8')).toBe(text);
  expect((await readOwnPresets()).presets).toMatchObject([{ recipe: { name: 'My shop' } }]);
  // Half of what waits is worse than none: what is exported is what the app has.
  expect(await run('export', '-')).toBe(0);
  expect(parseSettingsFile(said.at(-1) ?? '')).toMatchObject({ value: { presets: [] } });
});

it.each([
  ['damaged', '{"kind": "thumbline-settings"', 'not JSON, or damaged'],
  ['newer', '{"kind": "thumbline-settings", "version": 99}', 'made by a newer Thumbline'],
])('a file that is %s changes nothing and says why in one line', async (_, text, why) => {
  const { run, said, complained, file } = setUp();
  writeFileSync(file, text);
  expect(await run('import', 'mine.json', '--yes')).toBe(1);
  expect([said, left()]).toEqual([[], []]);
  expect(complained).toEqual([expect.stringContaining(why)]);
});
