import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  answerOpenDialog,
  answerQuestions,
  answerSaveDialog,
  questionsAsked,
} from '../harness/dialogs.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { makePicture } from '../harness/images.ts';
import { expect, test } from '../harness/test.ts';
import { violationsInBothThemes } from '../harness/violations.ts';
import { Places } from '../pages/places.ts';

test('a settings file that makes no sense is kept aside, and the app says so', async ({
  launch,
  userData,
}) => {
  await mkdir(userData, { recursive: true });
  const bad =
    '{ "concurrency": "as many as you like", "listView": "list", "tomorrow": { "is": 1 } }';
  await writeFile(join(userData, 'settings.json'), bad);
  // As `thumbline settings import` leaves them.
  const left = { kind: 'thumbline-settings', version: 1, settings: { limitSeconds: 77 } };
  await writeFile(join(userData, 'taking-over.json'), JSON.stringify(left));
  const { page } = await launch();
  await expect(page.getByText('The settings could not be read')).toBeVisible();
  const kept = (await readdir(userData)).find((name) => name.startsWith('settings.bad-'));
  expect(await readFile(join(userData, kept ?? ''), 'utf8')).toBe(bad);
  const settings = await page.evaluate(() => window.thumbline.readSettings());
  const understood = { concurrency: 'auto', theme: 'system', listView: 'list' };
  expect(settings).toMatchObject({ ok: true, value: understood });
  await expect.poll(() => readdir(userData)).not.toContain('taking-over.json');
  await page.evaluate(() => window.thumbline.changeSettings({ theme: 'dark' }));
  const written = async () =>
    JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as unknown;
  // A newer version finds what it wrote.
  await expect
    .poll(() => written().catch(() => null))
    .toMatchObject({ ...understood, theme: 'dark', limitSeconds: 77, tomorrow: { is: 1 } });
});

test('after a restart what was chosen, the presets of one’s own and the window are as they were left', async ({
  launch,
}) => {
  const first = await launch();
  const bounds = { x: 120, y: 90, width: 900, height: 640 };
  await first.app.evaluate(({ BrowserWindow }, area) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(area);
  }, bounds);
  const refused = await first.page.evaluate(async () => {
    const { thumbline } = window;
    await thumbline.changeSettings({ theme: 'dark', concurrency: 3, listView: 'list' });
    const presets = await thumbline.listPresets();
    const [builtIn] = presets.ok ? presets.value : [];
    if (!builtIn) throw new Error('There are no presets.');
    const mine = { ...builtIn.recipe, name: 'Mine' };
    await thumbline.savePreset({ id: null, recipe: mine });
    return thumbline.savePreset({ id: builtIn.id, recipe: mine });
  });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'not-possible' } });
  await first.close();

  const { app, page } = await launch();
  expect(await page.evaluate(() => window.thumbline.readSettings())).toMatchObject({
    ok: true,
    value: { theme: 'dark', concurrency: 3, listView: 'list' },
  });
  const isDark = () => window.matchMedia('(prefers-color-scheme: dark)').matches;
  expect(await page.evaluate(isDark)).toBe(true);
  const presets = await page.evaluate(() => window.thumbline.listPresets());
  const names = presets.ok ? presets.value.map((preset) => preset.recipe.name) : [];
  expect(names).toContain('Mine');
  expect(names[0]).toBe('Thumbnail');
  const opened = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(opened).toEqual(bounds);
  await new Places(page).goTo('Settings');
  // How far decoders are closed off here.
  await expect(page.getByText(/^Pictures are decoded (in|with) /)).toBeVisible();
});

test('a new destination is used by the next drop, once a person has chosen or allowed it', async ({
  folder,
  queue,
  running,
}) => {
  const { page, app } = running;
  const chosen = join(folder, 'chosen');
  await page.evaluate(async (path) => {
    const settings = await window.thumbline.readSettings();
    if (!settings.ok) return;
    const destination = { kind: 'folder' as const, path, mirrorsTree: true };
    await window.thumbline.changeSettings({ recipe: { ...settings.value.recipe, destination } });
  }, chosen);
  await makePicture(join(folder, 'album', 'deep', 'a.jpg'));
  await answerQuestions(app, 1);
  await queue.drop(join(folder, 'album'));
  await expect(page.getByRole('alert')).toContainText('Choose the destination again');
  expect(await questionsAsked(app)).toEqual([expect.stringContaining(chosen)]);
  expect(await readdir(folder)).toEqual(['album']);

  await answerOpenDialog(app, [chosen]);
  await page.evaluate(() => window.thumbline.chooseDestination());
  await queue.drop(join(folder, 'album'));
  await expectTally(page, { succeeded: 1 });
  expect(await questionsAsked(app)).toHaveLength(1);
  expect(await readdir(chosen, { recursive: true })).toContain('deep/a.jpg');
});

test('settings go into one file and come back from it once a person has said yes', async ({
  launch,
  folder,
}) => {
  const file = join(folder, 'mine.json');
  const { app, page } = await launch();
  await page.evaluate(() => window.thumbline.changeSettings({ theme: 'dark' }));
  await answerSaveDialog(app, file);
  await answerOpenDialog(app, [file]);
  await answerQuestions(app, 1);
  await new Places(page).goTo('Settings');
  const group = page.getByRole('region', { name: 'Settings as a file' });
  const notices = page.getByRole('region', { name: 'Notices' });
  await group.getByRole('button', { name: 'Export…' }).click();
  await expect(notices.getByText('Settings exported')).toBeVisible();

  await page.evaluate(() => window.thumbline.changeSettings({ theme: 'light' }));
  const theme = page.getByRole('radiogroup', { name: 'Theme' });
  await expect(theme.getByRole('radio', { name: 'Light' })).toBeChecked();
  await group.getByRole('button', { name: 'Import…' }).click();
  await expect.poll(() => questionsAsked(app)).toHaveLength(1);
  await expect(theme.getByRole('radio', { name: 'Light' })).toBeChecked();
  await answerQuestions(app, 0);
  await group.getByRole('button', { name: 'Import…' }).click();
  await expect(theme.getByRole('radio', { name: 'Dark' })).toBeChecked();
  expect(await violationsInBothThemes(page, '.settings')).toEqual([]);

  await writeFile(file, '{"kind": "thumbline-settings", "version": 9}');
  await group.getByRole('button', { name: 'Import…' }).click();
  await expect(notices.getByText('it was made by a newer Thumbline')).toBeVisible();
});
