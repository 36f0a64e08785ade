import { readFileSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { openHistory } from '../../../src/engine/history/open-history.ts';
import { asFailed } from '../../../src/engine/ledger/transitions.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { fill, sampleBatch, sampleTask } from '../../support/sample-tasks.ts';
import { makePicture } from '../harness/images.ts';
import { said } from '../harness/said.ts';
import { textProblemsOf } from '../harness/text-problems.ts';
import { violationsInBothThemes } from '../harness/violations.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { tabTo } from '../harness/tab-to.ts';
import { expect, test } from '../harness/test.ts';

const names = ['a.jpg', 'b.jpg', 'c.jpg'];
const card = (page: Page, name: string) => page.getByRole('region', { name });

/** A history in which these pictures wait, found damaged when it was last looked at. */
async function damagedHistory(userData: string, folder: string): Promise<void> {
  const path = join(userData, 'history.db');
  const history = openHistory(path);
  history.addBatch(sampleBatch());
  for (const [index, name] of names.entries()) {
    const sourcePath = await makePicture(join(folder, name));
    history.addTasks([{ ...sampleTask(index + 1, { sourcePath }), root: null }]);
  }
  history.close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE counters SET last_end = 'damaged'`);
  database.close();
}

/** A history that was not closed, of whose many finished tasks some are damaged: nothing reads those at a start. */
function damagedLater(path: string): void {
  const history = openHistory(path);
  const stored = Array.from({ length: 2000 }, (_, at) => sampleTask(at + 1));
  fill(history, stored);
  const ending = { finishedAt: 2000, durationMs: 7 };
  history.saveTasks(stored.map(({ task }) => asFailed(task, ending, failure('file-missing'))));
  history.close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE counters SET last_end = 'unclean'`);
  database.close();
  const bytes = readFileSync(path);
  const at = bytes.indexOf('/IMG_1500.jpg');
  const page = at - (at % 4096);
  writeFileSync(path, bytes.fill(0x55, page, page + 4096));
}

test('what waited in a damaged history is brought back by keyboard, and one that is gone is told', async ({
  folder,
  userData,
  launch,
}) => {
  await damagedHistory(userData, folder);
  const first = await launch();
  const damaged = card(first.page, 'The history could not be read');
  await expect(damaged).toContainText('3 pictures were waiting in it.');
  await expect(damaged).toContainText(join(userData, 'history.aside-'));
  await expect(first.page.getByRole('status').filter({ has: damaged })).toBeVisible();
  await tabTo(first.page, 'Bring back');
  await first.page.keyboard.press('Enter');
  await expectTally(first.page, { succeeded: 3 });
  await expect(damaged).toHaveCount(0);
  expect((await readdir(join(folder, 'thumbnails'))).toSorted()).toEqual(names);
  await first.close();

  await rm(join(userData, 'history.db'));
  // From right to left.
  const second = await launch({ environment: { THUMBLINE_LANGUAGE: 'en-XB' } });
  const gone = card(second.page, said('The history is gone'));
  await expect(gone).toContainText(
    said(
      'A new one begins. If pictures were still waiting, add them again: what is made already stays.',
    ),
  );
  await expect.poll(() => textProblemsOf(second.page)).toEqual([]);
  expect(await violationsInBothThemes(second.page)).toEqual([]);
  await gone.getByRole('button', { name: said('OK') }).click();
  await expect(gone).toHaveCount(0);
  const report = () => second.page.evaluate(() => window.thumbline.readLostHistory());
  await expect.poll(report).toMatchObject({ value: null });
});

test('a history that is found damaged while the app runs is offered to be put aside at once', async ({
  userData,
  launch,
}) => {
  damagedLater(join(userData, 'history.db'));
  const picture = join(userData, 'gone.jpg');
  const first = await launch({ args: [picture] });
  const damaged = card(first.page, 'The history is damaged');
  await expect(damaged).toContainText('Start Thumbline again');
  const words = join(userData, 'words.json');
  await first.app.evaluate(({ app }, path) => {
    app.relaunch = (options) => {
      process.getBuiltinModule('fs').writeFileSync(path, JSON.stringify(options?.args ?? null));
    };
  }, words);
  const ended = first.app.waitForEvent('close');
  await damaged.getByRole('button', { name: 'Start again' }).click();
  await ended;
  // It starts on the same folder, and adds nothing a second time.
  const again = readFileSync(words, 'utf8');
  expect(again).toContain(`--user-data-dir=${userData}`);
  expect(again).not.toContain(picture);
  const second = await launch();
  await expect(card(second.page, 'The history could not be read')).toBeVisible();
});
