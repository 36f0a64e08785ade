import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { putSmallPictures } from '../../support/engine-run.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, startProgram } from './run-cli.ts';

const hook = fileURLToPath(new URL('../../support/hanging-drive.ts', import.meta.url));

/** Four pictures in `photos`, and in there a drive that never answers. */
async function putPicturesBesideDrive(more: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder();
  const { length: count } = await putSmallPictures(folder, 4);
  const drive = join(folder, 'photos', 'drive');
  mkdirSync(drive);
  const start = (...words: readonly string[]) =>
    startProgram(process.execPath, [program, '--json', ...words], {
      cwd: folder,
      env: { NODE_OPTIONS: `--import=${hook}`, THUMBLINE_TEST_DRIVE: drive, ...more },
    });
  return { folder, drive, count, start };
}

const failed = {
  status: 'failed',
  failure: { code: 'timed-out', message: 'Its drive does not answer. Retry when it does.' },
};

it('makes every picture but those on a drive that does not answer, which fail in time', async () => {
  const { folder, drive, count, start } = await putPicturesBesideDrive();
  const named = join(drive, 'named.jpg');
  symlinkSync(join(drive, 'far.jpg'), join(folder, 'photos', 'link.jpg'));
  const words = ['--timeout', '4', '--out', 'out', 'photos', named];
  const { code, stdout, stderr } = await start(...words).finished;
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const { tasks, summary } = readJson(stdout);
  expect(summary).toMatchObject({ succeeded: count, failed: 3, cancelled: 0 });
  const hanging = tasks.filter(({ status }) => status === 'failed');
  const places = [drive, named, join(folder, 'photos', 'link.jpg')];
  expect(new Set(hanging.map(({ source }) => source))).toEqual(new Set(places));
  for (const task of hanging) expect(task).toMatchObject(failed);
});

it('ends on a signal while a drive does not answer', async () => {
  const { drive, count, start } = await putPicturesBesideDrive();
  const words = ['--timeout', '3600', '--out', 'out', 'photos', join(drive, 'named.jpg')];
  const { child, finished } = start(...words);
  let settled = 0;
  for await (const _ of createInterface({ input: child.stdout ?? process.stdin })) {
    settled += 1;
    if (settled === count) child.kill('SIGTERM');
  }
  expect((await finished).code).toBe(143);
});

it('is not held up by what a run that was killed left on such a drive', async () => {
  const home = { XDG_DATA_HOME: tempFolder() };
  const { drive, start } = await putPicturesBesideDrive({
    ...home,
    THUMBLINE_TEST_DRIVE_ANSWERS: 'yes',
  });
  const { child, finished } = start('--out', 'out', '--zip', join(drive, 'all.zip'), 'photos');
  await once(child.stdout ?? process.stdin, 'data');
  child.kill('SIGKILL');
  await finished;
  const other = await putPicturesBesideDrive({ ...home, THUMBLINE_TEST_DRIVE: drive });
  const { code, stderr } = await other.start('--out', 'out', join('photos', '0.jpg')).finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('undo asks such a drive in a process that it leaves behind, so that a signal ends it', async () => {
  const home = { XDG_DATA_HOME: tempFolder() };
  const { folder, drive, start } = await putPicturesBesideDrive({
    ...home,
    THUMBLINE_TEST_DRIVE_ANSWERS: 'yes',
  });
  expect(await start('--out', drive, join('photos', '0.jpg')).finished).toMatchObject({ code: 0 });
  const { child, finished } = startProgram(process.execPath, [program, 'undo'], {
    cwd: folder,
    env: { ...home, NODE_OPTIONS: `--import=${hook}`, THUMBLINE_TEST_DRIVE: drive },
  });
  const children = `/proc/${child.pid}/task/${child.pid}/children`;
  await expect.poll(() => readFileSync(children, 'utf8')).not.toBe('');
  child.kill('SIGTERM');
  expect(await finished).toMatchObject({ code: 143, stderr: '' });
  expect(filesIn(drive)).toEqual(['0.jpg']);
});

it('undo does not wait itself for a trash whose drive hangs when the note is written', async () => {
  const home = { XDG_DATA_HOME: tempFolder() };
  const says = join(tempFolder(), 'hangs');
  const { folder, start } = await putPicturesBesideDrive({
    ...home,
    THUMBLINE_TEST_DRIVE_ANSWERS: 'yes',
  });
  await start('--out', 'out', join('photos', '0.jpg')).finished;
  const { child, finished } = startProgram(process.execPath, [program, 'undo'], {
    cwd: folder,
    env: {
      ...home,
      NODE_OPTIONS: `--import=${hook}`,
      THUMBLINE_TEST_DRIVE: join(home.XDG_DATA_HOME, 'Trash'),
      THUMBLINE_TEST_DRIVE_CALLS: 'writeFile',
      THUMBLINE_TEST_DRIVE_SAYS: says,
    },
  });
  await expect.poll(() => existsSync(says)).toBe(true);
  child.kill('SIGTERM');
  expect(await finished).toMatchObject({ code: 143, stderr: '' });
  expect(filesIn(join(folder, 'out'))).toEqual(['0.jpg']);
});

it('a destination on a drive that does not answer ends the run with one line', async () => {
  const { drive, count, start } = await putPicturesBesideDrive();
  const { code, stdout, stderr } = await start('--timeout', '5', '--out', drive, 'photos').finished;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `thumbline: ${drive} is out of reach: bring it back, then start it again.\n`,
  });
  expect(readJson(stdout).summary).toMatchObject({ failed: 0, cancelled: count });
});

it('makes pictures of a drive that may hang and does not, there, and next to what is there', async () => {
  const { folder, drive, start } = await putPicturesBesideDrive({
    THUMBLINE_TEST_DRIVE_ANSWERS: 'yes',
  });
  await putPicture(join(drive, 'sub', 'near.png'), { width: 40, height: 30 });
  writeFileSync(join(drive, 'notes.txt'), 'no picture');
  symlinkSync(join(folder, 'photos', '0.jpg'), join(drive, 'link.jpg'));
  mkdirSync(join(drive, 'out'));
  writeFileSync(join(drive, 'out', '1.jpg'), 'theirs');
  const out = join(drive, 'out');
  const { code, stdout, stderr } = await start('--out', out, 'photos').finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(readJson(stdout).summary).toMatchObject({ failed: 0, skipped: 0 });
  const names = ['0.jpg', '1 (2).jpg', '1.jpg', '2.jpg', '3.jpg'];
  const near = [join('drive', 'link.jpg'), join('drive', 'sub', 'near.png')];
  expect(filesIn(out)).toEqual([...names, ...near]);
  expect(readFileSync(join(out, '1.jpg'), 'utf8')).toBe('theirs');
});

it('a preset is written to such a drive by a process that is left behind, so that a signal ends it', async () => {
  const says = join(tempFolder(), 'hangs');
  const { folder, drive } = await putPicturesBesideDrive();
  const words = ['presets', 'export', 'web', join(drive, 'web.thumbline.json')];
  const { child, finished } = startProgram(process.execPath, [program, ...words], {
    cwd: folder,
    env: {
      NODE_OPTIONS: `--import=${hook}`,
      THUMBLINE_TEST_DRIVE: drive,
      THUMBLINE_TEST_DRIVE_SAYS: says,
    },
  });
  await expect.poll(() => existsSync(says)).toBe(true);
  child.kill('SIGTERM');
  expect(await finished).toMatchObject({ code: 143, stderr: '' });
});
