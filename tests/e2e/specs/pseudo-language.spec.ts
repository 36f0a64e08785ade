import { join } from 'node:path';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { textProblemsOf } from '../harness/text-problems.ts';
import { dropFiles } from '../harness/drop.ts';

test('a language 40 % longer that is read from right to left is shown whole, and mirrored', async ({
  folder,
  launch,
}) => {
  const { page } = await launch({ environment: { THUMBLINE_LANGUAGE: 'en-XB' } });
  const look = async (screen: string) => {
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/${screen}.png` });
    await expect.poll(() => textProblemsOf(page), screen).toEqual([]);
  };
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const rail = await page.getByRole('navigation').boundingBox();
  const width = await page.evaluate(() => innerWidth);
  expect((rail?.x ?? 0) + (rail?.width ?? 0)).toBe(width);
  await look('empty queue');

  await dropFiles(page, page.getByRole('main'), [await makePicture(join(folder, 'a.jpg'))]);
  await expectTally(page, { succeeded: 1 });
  await look('queue');
  await page.getByRole('listitem', { name: 'a.jpg', exact: true }).dblclick();
  await page.getByRole('complementary').getByRole('list').first().waitFor();
  await look('details');
  await page.keyboard.press('Escape');
  for (const [key, place] of [
    ['2', 'history'],
    ['3', 'monitor'],
    ['4', 'settings'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await page.getByRole('heading', { level: 1 }).getByText('[').waitFor();
    await look(place);
  }
});
