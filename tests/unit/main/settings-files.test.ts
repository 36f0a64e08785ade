import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leaveSettings } from '../../../src/engine/files/index.ts';
import { createSettingsFiles } from '../../../src/main/files/settings-files.ts';
import type { Question } from '../../../src/main/security/ask-person.ts';
import { ok } from '../../../src/shared/result.ts';
import { defaultSettings, Settings } from '../../../src/shared/settings/settings.ts';
import { largestSettingsFileBytes } from '../../../src/shared/settings/settings-file.ts';
import {
  WatchedFolder,
  type WatchedFolderDraft,
} from '../../../src/shared/settings/watched-folders.ts';
import { builtInPresets, type Preset } from '../../../src/shared/task/preset.ts';
import { createPresetRepository } from '../../../src/shared/task/preset-repository.ts';
import { WholeRecipe } from '../../../src/shared/task/recipe.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A computer with settings of its own, whose person chooses `file` and answers questions so. */
function computer(file: string, { answer = true, folder = tempFolder(), fails = false } = {}) {
  let settings = Settings.parse({});
  let own: readonly Preset[] = [];
  const asked: Question[] = [];
  const told: unknown[] = [];
  const taken: WatchedFolderDraft[] = [];
  const watched: WatchedFolder[] = [];
  const presets = createPresetRepository({
    builtIn: builtInPresets,
    read: () => own,
    replace: (next) => (own = next),
    freshId: () => `here-${own.length}`,
  });
  const files = createSettingsFiles({
    folder,
    dialogs: {
      chooseSettingsFile: () => Promise.resolve(file),
      chooseSettingsTarget: () => Promise.resolve(file),
    },
    readSettings: () => settings,
    changeSettings(change) {
      if (fails) throw new Error('the disk is full');
      settings = Settings.parse({ ...settings, ...change });
      return settings;
    },
    presets,
    watched: { read: () => watched, takeOver: (drafts) => void taken.push(...drafts) },
    announce: (_, said) => void told.push(said),
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  });
  return {
    files,
    presets,
    asked,
    told,
    folder,
    taken,
    watched,
    own: () => own,
    settings: () => settings,
    change: (part: object) => (settings = Settings.parse({ ...settings, ...part })),
  };
}

const shop = WholeRecipe.parse({
  name: 'My shop',
  outputs: [{ width: 400 }],
  destination: { kind: 'folder', path: '/results/shop' },
});

/** One with everything that goes into a file, and with what must not. */
function lived(file: string) {
  const one = computer(file);
  const { id } = one.presets.add(shop, { preset: {}, outputs: {} });
  one.presets.arrange({ id, before: null, folder: 'Work' });
  one.change({
    recipe: shop,
    presetId: id,
    theme: 'dark',
    usesServer: true,
    serverAddress: 'https://pictures.example',
    startsAtLogin: true,
    historyDays: 7,
  });
  const facts = { id: 'w', path: '/inbox', recipe: shop, presetId: id, seenUntil: 5 };
  one.watched.push(WatchedFolder.parse(facts));
  return one;
}

test('settings, presets and watched folders go to another computer in one file', async () => {
  const file = join(tempFolder(), 'mine.json');
  expect(await lived(file).files.exportAll()).toEqual(ok(file));
  expect(readFileSync(file, 'utf8')).not.toMatch(
    /pictures\.example|startsAtLogin|historyDays|seenUntil/,
  );

  const other = computer(file);
  expect(await other.files.importAll()).toEqual(ok(true));
  expect(other.own()).toEqual([
    { id: 'here-0', recipe: shop, extra: { preset: {}, outputs: {} }, folder: 'Work' },
  ]);
  expect(other.settings()).toEqual({
    ...defaultSettings,
    recipe: shop,
    presetId: 'here-0',
    theme: 'dark',
  });
  expect(other.taken).toMatchObject([{ path: '/inbox', presetId: 'here-0' }]);
  // A second time nothing is there twice.
  await other.files.importAll();
  expect(other.own()).toHaveLength(1);
});

test('a person sees which folders a file names before anything of it is taken over', async () => {
  const file = join(tempFolder(), 'mine.json');
  await lived(file).files.exportAll();
  const other = computer(file, { answer: false });
  expect(await other.files.importAll()).toEqual(ok(false));
  expect(other.asked).toMatchObject([
    {
      detail: expect.stringMatching(
        /1 watched folder is added, switched off[^]*\/inbox\n\/results\/shop/,
      ),
    },
  ]);
  expect([other.own(), other.taken, other.settings().theme]).toEqual([[], [], 'system']);
});

const file = (fields: object) =>
  JSON.stringify({ kind: 'thumbline-settings', version: 1, settings: {}, ...fields });

test.each([
  ['damaged', '{"kind": "thumbline-settings", "vers', 'it is not JSON, or damaged'],
  ['empty', '', 'it is not JSON, or damaged'],
  ['another kind of file', '{"version": 1}', null],
  ['a list', '[]', null],
  [
    'a newer version',
    file({ version: 2, settings: { theme: 'sepia' } }),
    'it was made by a newer Thumbline; update Thumbline to use it',
  ],
  ['one wrong setting', file({ settings: { theme: 'dark', limitSeconds: -1 } }), null],
  [
    'one wrong preset',
    file({ settings: { theme: 'dark' }, presets: [{ id: 'a', recipe: shop }, { id: 'b' }] }),
    null,
  ],
  [
    'very many presets',
    file({ presets: Array.from({ length: 1001 }, () => ({ id: 'a', recipe: shop })) }),
    null,
  ],
  ['huge', ' '.repeat(largestSettingsFileBytes + 1), 'it is too large'],
])('takes nothing of a file that is %s, and says why in one line', async (_name, text, problem) => {
  const path = join(tempFolder(), 'theirs.json');
  writeFileSync(path, text);
  const other = computer(path);
  const answer = await other.files.importAll();
  const message = answer.ok ? '' : answer.problem.message;
  expect(message).toMatch(/^theirs\.json holds no settings: [^\n]+\.$/);
  if (problem !== null) expect(message).toContain(problem);
  expect([other.own(), other.taken, other.asked]).toEqual([[], [], []]);
  expect(other.settings()).toEqual(defaultSettings);
});

test('what could not be stored to its end is taken over at the next start, once', async () => {
  const file = join(tempFolder(), 'mine.json');
  await lived(file).files.exportAll();
  const full = computer(file, { fails: true });
  expect(await full.files.importAll()).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining('next start') },
  });
  const { folder } = full;
  // As the terminal leaves one.
  await leaveSettings(folder, 'not even JSON');
  const next = computer(file, { folder });
  await expect.poll(() => readdirSync(folder)).toEqual([]);
  expect(next.settings()).toMatchObject({ theme: 'dark', presetId: 'here-0' });
  expect([next.own().length, next.taken.length]).toEqual([1, 1]);
  expect(next.told).toContainEqual(expect.stringContaining('were imported'));
  expect(next.told).toContainEqual(expect.stringContaining('holds no settings'));
});

test('settings that wait are taken over in the order in which they came, whatever went meanwhile', async () => {
  const folder = tempFolder();
  const theme = (name: string) => file({ settings: { theme: name } });
  const first = await leaveSettings(folder, theme('light'));
  await leaveSettings(folder, theme('light'));
  // The app reads the first and removes it while the terminal leaves more.
  rmSync(first);
  await leaveSettings(folder, theme('dark'));
  const next = computer('', { folder });
  await expect.poll(() => readdirSync(folder)).toEqual([]);
  expect(next.settings().theme).toBe('dark');
});

test('what the terminal left while the app runs is taken over before what is imported then, not after it', async () => {
  const folder = tempFolder();
  const chosen = join(tempFolder(), 'newer.json');
  writeFileSync(chosen, file({ settings: { theme: 'dark' } }));
  const one = computer(chosen, { folder });
  const left = { settings: { theme: 'light' }, presets: [{ id: 'a', recipe: shop }] };
  await leaveSettings(folder, file(left));
  expect(await one.files.importAll()).toEqual(ok(true));
  expect([one.settings().theme, one.own().length, readdirSync(folder)]).toEqual(['dark', 1, []]);
});

test('what cannot be read now waits for the next start', async () => {
  const folder = tempFolder();
  await leaveSettings(folder, file({ settings: { theme: 'dark' } }));
  // Nobody can open what leads to itself.
  symlinkSync('taking-over (2).json', join(folder, 'taking-over (2).json'));
  const next = computer('', { folder });
  await expect.poll(() => next.told).toContainEqual(expect.stringContaining('next start'));
  expect(next.settings().theme).toBe('dark');
  expect(readdirSync(folder)).toEqual(['taking-over (2).json']);
});
