import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { makePicture } from '../harness/images.ts';
import { chooseFromMenu } from '../harness/menu.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { textProblemsOf } from '../harness/text-problems.ts';
import { violationsInBothThemes } from '../harness/violations.ts';

test.use({ isMoving: true });

test('commands, presets, batches and settings are found by words and done by keys', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await makePicture(join(folder, 'Lisbon spring', 'a.jpg'));
  await makePicture(join(folder, 'Lisbon spring', 'b.jpg'));
  await queue.drop(join(folder, 'Lisbon spring'));
  await expectTally(page, { succeeded: 2 });
  const palette = page.getByRole('dialog', { name: 'Find a picture or a command' });
  const field = palette.getByRole('combobox', { name: 'Find a picture or a command' });
  const lines = palette.getByRole('option');
  const chosen = palette.getByRole('option', { selected: true });
  const open = async (typed: string) => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await field.fill(typed);
  };

  await queue.task('a.jpg').focus();
  await open('');
  expect(await violationsInBothThemes(page, '[role="dialog"]')).toEqual([]);
  // What is not possible is not offered.
  await expect(lines.filter({ hasText: 'Pause' })).toHaveCount(1);
  await expect(lines.filter({ hasText: 'Resume' })).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toHaveText(/^Choose files…/);
  await expect(field).toHaveAttribute(
    'aria-activedescendant',
    (await chosen.getAttribute('id')) ?? 'none',
  );
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(queue.task('a.jpg')).toBeFocused();

  await open('paus');
  await page.keyboard.press('Enter');
  await expect(queue.button('Resume')).toBeVisible();
  await expect(queue.task('a.jpg')).toBeFocused();
  await open('set web');
  await expect(chosen).toHaveText(/^Web set/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveText(/Web set/);

  await open('spring');
  await expect(chosen).toHaveText('Lisbon spring2 pictures');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('toolbar', { name: 'Selected pictures' })).toBeVisible();
  await expect(queue.task('a.jpg')).toBeFocused();

  await open('give up');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Give up after' })).toBeFocused();
  await open('langu');
  await expect(chosen).toHaveText('Language');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Language' })).toBeFocused();

  await open('b.jp');
  await expect(lines).toHaveText([/on the queue$/, /in the history$/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search history' })).toHaveValue('b.jp');
  await open('b.jp');
  await page.keyboard.press('Enter');
  await expect(queue.task('b.jpg')).toBeVisible();
  await expect(queue.task('a.jpg')).toBeHidden();

  // A place without a search leads to one, and what is open above the page closes.
  await page.keyboard.press('Control+3');
  await open('');
  await page.keyboard.press('Control+f');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('searchbox', { name: 'Search names' })).toBeFocused();
});

test('? shows every key, and a text field keeps it', async ({ running }) => {
  const { page } = running;
  const sheet = page.getByRole('dialog', { name: 'All keys' });
  await page.keyboard.press('?');
  await expect(sheet.getByText('Choose files…')).toBeVisible();
  await expect(sheet.getByText('Only the original, while it is held')).toBeVisible();
  expect(await violationsInBothThemes(page, '[role="dialog"]')).toEqual([]);
  expect(await textProblemsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a picture or a command' });
  await expect(field).toBeFocused();
  await page.keyboard.type('what?');
  await expect(field).toHaveValue('what?');
  await page.getByRole('button', { name: 'All keys' }).click();
  await expect(sheet).toBeVisible();
});

test('help is in the app: the guide, what to report, and what it is', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  await queue.drop(await makePicture(join(folder, 'secret-name.jpg')));
  await expectTally(page, { succeeded: 1 });
  const sheet = (name: string) => page.getByRole('dialog', { name });
  const look = async () => {
    expect(await violationsInBothThemes(page, '[role="dialog"]')).toEqual([]);
    await expect.poll(() => textProblemsOf(page)).toEqual([]);
  };
  await page.keyboard.press('F1');
  // Its part of the page is loaded first.
  await expect(sheet('Guide')).toBeVisible();
  await look();
  await sheet('Guide').getByRole('button', { name: 'The plan', exact: true }).click();
  await expect(sheet('Guide').getByRole('heading', { name: 'The plan' })).toBeFocused();
  await expect(sheet('Guide').getByRole('heading', { name: 'The plan' })).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(sheet('Guide')).toBeHidden();

  await chooseFromMenu(app, 'Report a problem…');
  const details = sheet('Report a problem').getByRole('group', { name: 'Details for a report' });
  await expect(details).toContainText('Thumbline: ');
  await look();
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(queue.notice('Diagnostics copied')).toBeVisible();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  // Of all that ran in this app, by their codes.
  expect(copied).toMatch(/^Failures: (none|[a-z-]+ \d+)/m);
  for (const own of [folder, 'secret-name', homedir(), hostname(), '/'])
    expect(copied).not.toContain(own);

  await chooseFromMenu(app, 'About Thumbline');
  await expect(sheet('About Thumbline')).toContainText('1 picture');
  await look();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a picture or a command' }).fill('secret');
  await page.getByRole('option', { name: join(folder, 'secret-name.jpg') }).click();
  await expectTally(page, { succeeded: 2 });
  const unknown = await page.evaluate(() => window.thumbline.enqueueRecent('/etc/passwd'));
  expect(unknown.ok).toBe(false);
});
