import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makePicture } from '../harness/images.ts';
import { waitForSucceeded } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { QueuePage } from '../pages/queue-page.ts';

const hook = resolve(import.meta.dirname, '../../support/hanging-drive.ts');

test('a drive that does not answer holds up neither the window, nor other pictures, nor quitting', async ({
  folder,
  launch,
}) => {
  const photos = join(folder, 'photos');
  const drive = join(photos, 'drive');
  await mkdir(drive, { recursive: true });
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await makePicture(join(photos, name));
  const environment = { THUMBLINE_TEST_DRIVE: drive };
  const running = await launch({ environment });
  const { app, page } = running;
  // Playwright lets nothing be loaded before the app. What the app starts from now on loads it, too.
  await app.evaluate((_, path) => {
    process.env['NODE_OPTIONS'] = `--import=${path}`;
    process.getBuiltinModule('node:module').createRequire(path)(path);
    // The table of mounts is read once a second.
    const [start, at] = [performance.now() + 1000, Date.now()];
    Object.assign(performance, { now: () => start + Date.now() - at });
  }, hook);
  const queue = new QueuePage(page);
  await queue.drop(photos);
  await waitForSucceeded(page, 3);
  // The walk still waits for the drive.
  expect(await page.evaluate(() => window.thumbline.readSnapshot())).toMatchObject({
    ok: true,
    value: { batches: [{ isWalking: true }] },
  });
  await running.close();
});
