import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, startProgram } from './run-cli.ts';

it('remembers from one run to the next what has not changed', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'photos', 'a.jpg'));
  const env = { XDG_DATA_HOME: join(folder, 'data'), LOCALAPPDATA: join(folder, 'data') };
  const run = (...options: string[]) =>
    startProgram(process.execPath, [program, '--json', ...options, 'photos'], { cwd: folder, env })
      .finished;
  expect(readJson((await run()).stdout).summary).toMatchObject({ succeeded: 1, skipped: 0 });
  const second = await run('--conflict', 'skip-unchanged');
  expect(readJson(second.stdout).summary).toMatchObject({ succeeded: 0, skipped: 1 });
  expect(filesIn(join(folder, 'photos', 'thumbnails'))).toEqual(['a.jpg']);
  // A run that found nothing to do leaves nothing to undo.
  const runs = () => readdirSync(join(folder, 'data', 'thumbline-cli', 'runs')).length;
  expect(runs()).toBe(1);
  await putPicture(join(folder, 'photos', 'b.jpg'));
  const third = await run('--conflict', 'skip-unchanged');
  expect(readJson(third.stdout).summary).toMatchObject({ succeeded: 1, skipped: 1 });
  expect(runs()).toBe(2);
});

it('knows only the lists beside results where nothing can be remembered, and says so to those who count on it', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'photos', 'a.jpg'));
  const notAFolder = join(folder, 'photos', 'a.jpg');
  const env = { XDG_DATA_HOME: notAFolder, LOCALAPPDATA: notAFolder };
  const args = [program, '--conflict', 'skip-unchanged', 'photos'];
  const run = () => startProgram(process.execPath, args, { cwd: folder, env }).finished;
  const { code, stderr } = await run();
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /cannot be written, so only the lists beside results tell what is unchanged\.$/m,
  );
  expect((await run()).stderr).toContain('1 skipped');
  expect(filesIn(join(folder, 'photos', 'thumbnails'))).toEqual(['a.jpg']);
});
