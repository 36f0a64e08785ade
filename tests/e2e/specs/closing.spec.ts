import { join } from 'node:path';
import { desktopWith } from '../harness/desktop-with.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { test } from '../harness/test.ts';
import { QueuePage } from '../pages/queue-page.ts';

// The window closes while its page still loads, and the console says what does not come.
test.use({ pageMayComplain: true });

test('without a tray closing the window quits, and what waits goes on at the next start', async ({
  folder,
  launch,
}) => {
  const environment = await desktopWith(join(folder, 'bin'), false);
  const first = await launch({ environment });
  await first.page.evaluate(() => window.thumbline.changeSettings({ whenClosed: 'stay' }));
  await first.page.evaluate(() => window.thumbline.pauseQueue());
  await new QueuePage(first.page).drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(first.page, { queued: 1 });
  const ended = new Promise((done) => first.app.process().once('exit', done));
  // From the page, which may be gone before it has answered.
  await first.page.evaluate(() => window.close()).catch(() => undefined);
  await ended;
  const second = await launch({ environment });
  await expectTally(second.page, { succeeded: 1 });
});
