import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';

// There is no picture of a file that is none, and the console says so.
test.use({ pageMayComplain: true });

const region = 'main > [aria-live="polite"]';

interface Said {
  readonly text: string;
  readonly atMs: number;
}

/** Keeps each thing that a screen reader is given to say of the queue. */
function listen(page: Page): Promise<void> {
  return page.evaluate((selector) => {
    const said: Said[] = [];
    Object.assign(window, { said });
    const place = document.querySelector(selector);
    if (!place) throw new Error('There is no live region.');
    new MutationObserver(() =>
      said.push({ text: place.textContent ?? '', atMs: performance.now() }),
    ).observe(place, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  }, region);
}

const saidOn = (page: Page) => page.evaluate(() => Reflect.get(window, 'said') as Said[]);

test('a screen reader is told true sums of the queue, seldom while it runs, and after cancelling, trying again and undoing', async ({
  folder,
  queue,
  running,
}) => {
  const { page } = running;
  const told = page.locator(region);
  const names = Array.from({ length: 12 }, (_, index) => `${index}.jpg`);
  await Promise.all(names.map((name) => makePicture(join(folder, 'album', name))));
  await writeFile(join(folder, 'album', 'bad.jpg'), 'text');
  await listen(page);
  await queue.drop(join(folder, 'album'));
  await expect(told).toHaveText('12 of 13 done, 1 failed');
  const sums = (await saidOn(page)).filter(({ text }) => text !== '');
  for (const { text } of sums) expect(text).toMatch(/^\d+ of \d+ done(?:, 1 failed)?$/);
  // Every few seconds, however many pictures that are; only the end is said at once.
  const gapsMs = sums.slice(1, -1).map(({ atMs }, index) => atMs - (sums[index]?.atMs ?? 0));
  for (const gapMs of gapsMs) expect(gapMs).toBeGreaterThan(2000);

  await makePicture(join(folder, 'album', 'bad.jpg'));
  await queue.button('Retry failed').click();
  await expect(told).toHaveText('13 of 13 done');

  await page.evaluate(() => window.thumbline.pauseQueue());
  await queue.drop(await makePicture(join(folder, 'late.jpg')));
  await queue.button('Cancel all').click();
  await expect(told).toHaveText('13 of 14 done, 1 cancelled');
  await expectTally(page, { succeeded: 13, cancelled: 1 });

  await page.keyboard.press('Control+z');
  await page
    .getByRole('dialog', { name: 'Undo this batch?' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(told).toHaveText('13 of 14 done, 1 cancelled. 1 of 2 batches undone');
});
