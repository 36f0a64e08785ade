import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, startProgram } from './run-cli.ts';

const script = join(import.meta.dirname, '../../../scripts/start.js');

/** Two pictures in a folder, and programs that run there with a memory of their own. */
async function setUp() {
  const folder = tempFolder();
  const data = tempFolder();
  for (const name of ['a.jpg', 'b.jpg']) await putPicture(join(folder, name));
  const run =
    (entry: string, remembered: string) =>
    (...words: string[]) => {
      const env = {
        XDG_DATA_HOME: remembered,
        LOCALAPPDATA: remembered,
        DISPLAY: '',
        WAYLAND_DISPLAY: '',
        INIT_CWD: folder,
      };
      return startProgram(process.execPath, [entry, ...words], { cwd: folder, env }).finished;
    };
  return {
    folder,
    thumbline: run(program, data),
    forgetful: run(program, tempFolder()),
    start: run(script, data),
  };
}

it('takes results of earlier runs for results, in a glob and in a folder', async () => {
  const { folder, thumbline, forgetful } = await setUp();
  await thumbline('a.jpg', 'b.jpg');
  // What `*` names now.
  const again = await thumbline('--conflict', 'overwrite', 'a.jpg', 'b.jpg', 'thumbnails');
  expect(again.code).toBe(0);
  expect(again.stderr).toContain(
    '2 thumbnails that Thumbline made skipped. Add --include-results to take them for pictures, too.',
  );
  expect(again.stdout).not.toMatch(/^thumbnails/m);
  const made = ['a.jpg', 'b.jpg', join('thumbnails', 'a.jpg'), join('thumbnails', 'b.jpg')];
  expect(filesIn(folder)).toEqual(made);
  // The same where nothing is remembered.
  await forgetful('--conflict', 'overwrite', 'a.jpg', 'b.jpg', 'thumbnails');
  expect(filesIn(folder)).toEqual(made);
});

it('takes none of another destination, plans the same, and takes them when asked', async () => {
  const { folder, thumbline } = await setUp();
  await thumbline('--out', 'one', '.');
  const planned = readJson((await thumbline('--json', '--dry-run', '--out', 'two', '.')).stdout);
  expect(planned.summary).toMatchObject({ planned: 2, skipped: 2 });
  const { tasks, summary } = readJson((await thumbline('--json', '--out', 'two', '.')).stdout);
  expect(summary).toMatchObject({ succeeded: 2, skipped: 2, failed: 0 });
  expect(tasks.filter(({ status }) => status === 'skipped')).toMatchObject([
    { reason: 'own-result', outputs: [], failure: null },
    { reason: 'own-result' },
  ]);
  expect(filesIn(join(folder, 'two'))).toEqual(['a.jpg', 'b.jpg']);
  await thumbline('--include-results', '--out', 'three', 'one');
  expect(filesIn(join(folder, 'three'))).toEqual(['a.jpg', 'b.jpg']);
});

it('makes nothing twice when it is tried twice with npm start', async () => {
  const { folder, start } = await setUp();
  expect((await start('.')).stderr).toContain('Made 2 thumbnails');
  const second = await start('.');
  expect([second.code, second.stderr]).toEqual([0, expect.stringContaining('2 skipped')]);
  expect(filesIn(join(folder, 'thumbnails'))).toEqual(['a.jpg', 'b.jpg']);
});
