import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { makePicture } from '../harness/images.ts';
import { Rail } from '../pages/rail.ts';
import { violationsOf } from '../harness/violations.ts';
import { expect, test } from '../harness/test.ts';

// There is no picture of a file that is none, and the console says so.
test.use({ pageMayComplain: true });

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing to object to in the ${theme} theme`, async ({
    queue,
    folder,
    running,
  }) => {
    const { page } = running;
    await page.evaluate((wanted) => window.thumbline.changeSettings({ theme: wanted }), theme);
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    expect(await violationsOf(page), 'empty queue').toEqual([]);

    await writeFile(join(folder, 'bad.jpg'), 'text');
    await queue.drop(await makePicture(join(folder, 'a.jpg')), join(folder, 'bad.jpg'));
    await queue.expectStatus('a.jpg', 'succeeded');
    await queue.expectStatus('bad.jpg', 'failed');
    expect(await violationsOf(page), 'queue as a grid').toEqual([]);

    await page.evaluate(() => window.thumbline.changeSettings({ listView: 'list' }));
    expect(await violationsOf(page), 'queue as a list').toEqual([]);

    for (const name of ['a.jpg', 'bad.jpg']) {
      await queue.task(name).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Details' }).waitFor();
      expect(await violationsOf(page), `details of ${name}`).toEqual([]);
      await page.keyboard.press('Escape');
    }

    const rail = new Rail(page);
    for (const place of ['History', 'Monitor', 'Settings'] as const) {
      await rail.goTo(place);
      await page.getByRole('heading', { name: place, level: 1 }).waitFor();
      expect(await violationsOf(page), place).toEqual([]);
    }
  });
}
