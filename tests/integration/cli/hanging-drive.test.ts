import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { putSmallPictures } from '../../support/engine-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { program, readJson, startProgram } from './run-cli.ts';

const hook = fileURLToPath(new URL('../../support/hanging-drive.ts', import.meta.url));

/** Twelve pictures in `photos`, and in there a drive that never answers. */
async function putPicturesBesideDrive() {
  const folder = tempFolder();
  const { length: count } = await putSmallPictures(folder, 12);
  const drive = join(folder, 'photos', 'drive');
  mkdirSync(drive);
  const start = (...words: readonly string[]) =>
    startProgram(process.execPath, [program, '--json', ...words], {
      cwd: folder,
      env: { NODE_OPTIONS: `--import=${hook}`, THUMBLINE_TEST_DRIVE: drive },
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
  const words = ['--timeout', '1', '--out', 'out', 'photos', named];
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

it('a destination on a drive that does not answer ends the run with one line', async () => {
  const { drive, count, start } = await putPicturesBesideDrive();
  const { code, stdout, stderr } = await start('--timeout', '1', '--out', drive, 'photos').finished;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `thumbline: ${drive} is out of reach: bring it back, then start it again.\n`,
  });
  expect(readJson(stdout).summary).toMatchObject({ failed: 0, cancelled: count });
});
