import { spawnSync } from 'node:child_process';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { expect, test } from '../harness/test.ts';

test('each bad file is one failure with one plain line, and the rest goes on', async ({
  queue,
  folder,
  running,
}) => {
  const at = (name: string) => join(folder, name);
  await writeFile(at('empty.jpg'), '');
  await writeFile(at('text.jpg'), 'This is only text.');
  const whole = await readFile(await makePicture(at('whole.png'), { width: 900, height: 900 }));
  await writeFile(at('truncated.png'), whole.subarray(0, whole.length / 2));
  spawnSync('mkfifo', [at('pipe.jpg')]);
  await symlink(at('nowhere.jpg'), at('dangling.jpg'));
  await makePicture(at('good.jpg'));
  const bad = ['empty.jpg', 'text.jpg', 'truncated.png', 'pipe.jpg', 'dangling.jpg', 'gone.jpg'];

  await queue.drop(at('good.jpg'), at('whole.png'));
  await running.page.evaluate(() => undefined);
  await running.app.evaluate(({ app }, paths) => {
    for (const path of paths) app.emit('open-file', { preventDefault() {} }, path);
  }, bad.map(at));

  await expectTally(running.page, { succeeded: 2, failed: bad.length });
  const codes = Object.fromEntries(
    (await tasksOf(running.page))
      .filter((task) => task.status === 'failed')
      .map((task) => [task.sourcePath.slice(folder.length + 1), task.failure.code]),
  );
  expect(codes).toEqual({
    'empty.jpg': 'image-truncated',
    'text.jpg': 'format-unsupported',
    'truncated.png': 'image-truncated',
    'pipe.jpg': 'not-a-file',
    'dangling.jpg': 'file-missing',
    'gone.jpg': 'file-missing',
  });
  expect((await readdir(at('thumbnails'))).toSorted()).toEqual(['good.jpg', 'whole.png']);
});

test('a folder called like a picture is walked', async ({ queue, folder, running }) => {
  await makePicture(join(folder, 'holiday.jpg', 'a.png'));
  await queue.drop(join(folder, 'holiday.jpg'));
  await expectTally(running.page, { succeeded: 1 });
});

test('a destination that cannot be written fails the task and leaves nothing; in another folder it is made', async ({
  queue,
  folder,
  running,
}) => {
  const album = join(folder, 'album');
  const picture = await makePicture(join(album, 'a.jpg'));
  // A file in the folder's place stops even root, whom permissions do not.
  await writeFile(join(album, 'thumbnails'), 'in the way');
  await queue.drop(picture);
  await expectTally(running.page, { failed: 1 });
  const [task] = await tasksOf(running.page);
  expect(task).toMatchObject({ failure: { code: 'output-unwritable' } });
  expect((await readdir(album)).toSorted()).toEqual(['a.jpg', 'thumbnails']);
  await answerOpenDialog(running.app, [join(folder, 'elsewhere')]);
  const causes = running.page.getByRole('list', { name: 'Why some failed' });
  await causes.getByRole('button', { name: /^Choose another folder/ }).click();
  await expectTally(running.page, { succeeded: 1 });
  expect(await readdir(join(folder, 'elsewhere'))).toEqual(['a.jpg']);
  await expect(causes).toHaveCount(0);
});
