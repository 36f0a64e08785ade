import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, startProgram } from './run-cli.ts';

it('remembers from one run to the next what has not changed', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'photos', 'a.jpg'));
  const env = { XDG_DATA_HOME: join(folder, 'data'), LOCALAPPDATA: join(folder, 'data') };
  const args = [program, '--json', '--conflict', 'skip-unchanged', 'photos'];
  const run = () => startProgram(process.execPath, args, { cwd: folder, env }).finished;
  expect(readJson((await run()).stdout).summary).toMatchObject({ succeeded: 1, skipped: 0 });
  expect(readJson((await run()).stdout).summary).toMatchObject({ succeeded: 0, skipped: 1 });
  expect(filesIn(join(folder, 'photos', 'thumbnails'))).toEqual(['a.jpg']);
});
